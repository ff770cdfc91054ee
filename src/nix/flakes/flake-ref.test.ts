import { describe, expect, test } from 'vitest'
import { FlakeError } from './error.ts'
import { parseFlakeRef, printFlakeRef } from './flake-ref.ts'

const rev = '833f2e0d1c8e4d2b1bf4b6ad0aab1c5cfe8dc5b9'

describe('parsed', () => {
  test.each([
    [
      'github:NixOS/nixpkgs/23.05?dir=lib',
      { type: 'github', owner: 'NixOS', repo: 'nixpkgs', ref: '23.05', dir: 'lib' },
    ],
    [`github:NixOS/nixpkgs/${rev}`, { type: 'github', owner: 'NixOS', repo: 'nixpkgs', rev }],
    ['github:a/b/feature/x', { type: 'github', owner: 'a', repo: 'b', ref: 'feature/x' }],
    [
      'gitlab:a%2Fb/c?host=gitlab.example.org',
      { type: 'gitlab', owner: 'a/b', repo: 'c', host: 'gitlab.example.org' },
    ],
    ['sourcehut:~a/b', { type: 'sourcehut', owner: '~a', repo: 'b' }],
    ['nixpkgs', { type: 'indirect', id: 'nixpkgs' }],
    ['nixpkgs/nixos-unstable', { type: 'indirect', id: 'nixpkgs', ref: 'nixos-unstable' }],
    [`nixpkgs/nixos-unstable/${rev}`, { type: 'indirect', id: 'nixpkgs', ref: 'nixos-unstable', rev }],
    [`nixpkgs/${rev}`, { type: 'indirect', id: 'nixpkgs', rev }],
    ['flake:nixpkgs', { type: 'indirect', id: 'nixpkgs' }],
    ['/a/b', { type: 'path', path: '/a/b' }],
    ['path:/a/b?lastModified=5&narHash=x', { type: 'path', path: '/a/b', lastModified: 5, narHash: 'x' }],
    ['path:./b', { type: 'path', path: './b' }],
    [
      'git+https://example.org/a.git?ref=main&shallow=1&x=y',
      { type: 'git', url: 'https://example.org/a.git?x=y', ref: 'main', shallow: true },
    ],
    ['git+ssh://git@example.org/a', { type: 'git', url: 'ssh://git@example.org/a' }],
    ['https://example.org/a.tar.gz', { type: 'tarball', url: 'https://example.org/a.tar.gz' }],
    [
      'https://example.org/a?narHash=x&b=c',
      { type: 'tarball', url: 'https://example.org/a?b=c', narHash: 'x' },
    ],
    ['file+https://example.org/a', { type: 'file', url: 'https://example.org/a' }],
  ])('%s', (text, attrs) => {
    expect(parseFlakeRef(text)).toEqual(attrs)
  })

  test('a URL is of a file where no flake is wanted', () => {
    expect(parseFlakeRef('https://example.org/a', { flake: false })).toMatchObject({ type: 'file' })
    expect(parseFlakeRef('https://example.org/a.zip', { flake: false })).toMatchObject({ type: 'tarball' })
  })

  test('a path may be relative among the inputs of a flake', () => {
    expect(parseFlakeRef('./b', { relative: true })).toEqual({ type: 'path', path: './b' })
  })

  test.each([
    ['./b', "flake reference './b' is not an absolute path"],
    ['nixpkgs#hello', "unexpected fragment 'hello' in flake reference 'nixpkgs#hello'"],
    ['github:a', "URL 'github:a' is invalid"],
    ['github:a/b?c=d', "URL 'github:a/b?c=d' contains unknown parameter 'c'"],
    ['github:a/b/c?ref=d', "URL 'github:a/b/c?ref=d' contains multiple branch/tag names"],
    ['github:a/b/c..d', 'contains an invalid branch/tag name'],
    [`github:a/b?ref=c&rev=${rev}`, 'contains both a commit hash'],
    ['path:/a?b=c', "path URL 'path:/a?b=c' has unsupported parameter 'b'"],
    ['file+git://a/b', "did you mean 'git+file' instead of 'file+git'?"],
    ['ftp://a/b', "input 'ftp://a/b' is unsupported"],
  ])('%s is none', (text, message) => {
    expect(() => parseFlakeRef(text)).toThrow(FlakeError)
    expect(() => parseFlakeRef(text)).toThrow(message)
  })
})

describe('printed', () => {
  test.each([
    [
      { type: 'github', owner: 'NixOS', repo: 'nixpkgs', ref: '23.05', dir: 'lib' },
      'github:NixOS/nixpkgs/23.05?dir=lib',
    ],
    [{ type: 'indirect', id: 'nixpkgs', ref: 'main', rev }, `flake:nixpkgs/main/${rev}`],
    [{ type: 'path', path: '/a b', lastModified: 5 }, 'path:/a%20b?lastModified=5'],
    [{ type: 'git', url: 'https://a/b', ref: 'c', submodules: true }, 'git+https://a/b?ref=c&submodules=1'],
    [
      { type: 'tarball', url: 'https://a/b.tar.gz', narHash: 'sha256-x=' },
      'https://a/b.tar.gz?narHash=sha256-x%3D',
    ],
  ])('%j', (attrs, text) => {
    expect(printFlakeRef(attrs)).toBe(text)
  })

  test.each([
    [{ owner: 'a' }, "'type' attribute to specify input scheme is required but not provided"],
    [{ type: 'github', owner: 'a' }, "input attribute 'repo' is missing"],
    [
      { type: 'github', owner: 'a', repo: 'b', url: 'c' },
      "input attribute 'url' not supported by scheme 'github'",
    ],
    [{ type: 'indirect', id: '1' }, "'1' is not a valid flake ID"],
  ])('%j is none', (attrs, message) => {
    expect(() => printFlakeRef(attrs)).toThrow(message)
  })
})
