/** The path without `.`, `..`, doubled slashes and a slash at its end. `..` at the root stays there. */
export function canonicalPath(path: string): string {
  const segments: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment === '..') segments.pop()
    else segments.push(segment)
  }
  return `/${segments.join('/')}`
}

/** The path, seen from a folder. */
export function resolvePath(folder: string, path: string): string {
  return canonicalPath(path.startsWith('/') ? path : `${folder}/${path}`)
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? '/' : path.slice(0, slash)
}

export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
