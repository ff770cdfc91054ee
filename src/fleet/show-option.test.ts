import { expect, it } from 'vitest'
import { showOption } from './show-option.ts'

it('quotes names that are no identifiers', () => {
  expect(showOption(['services', 'nginx', 'virtualHosts', 'a.org', 'root'])).toBe(
    'services.nginx.virtualHosts."a.org".root',
  )
  expect(showOption(['services', ''])).toBe('services.""')
  expect(showOption(['services', 'a\nb'])).toBe('services."a\\nb"')
})

it('counts the elements of lists from 0', () => {
  expect(showOption(['jobs', '[definition 2-entry 1]', 'job_name'])).toBe('jobs[0].job_name')
})
