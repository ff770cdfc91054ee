/** The words of `check --fix`. */
export const text = {
  gone: 'the file is gone',
  changed: 'the file was changed while panther ran; run it again',
  outside: 'the file is not one of the fleet',
  worse: 'more would be wrong then; it was put back',
  fixed: (place: string, description: string): string => `fixed ${place}  ${description}`,
  unfixed: (place: string, description: string, reason: string): string =>
    `not fixed ${place}  ${description.replace(' became ', ' should become ')} Not done: ${reason}.`,
} as const
