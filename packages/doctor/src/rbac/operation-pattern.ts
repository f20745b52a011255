/**
 * Whether an operation pattern of a role (`Microsoft.CognitiveServices/accounts/OpenAI/*`) covers an operation.
 * `*` stands for any run of characters, `/` included, anywhere in the pattern; case does not matter.
 * Source: learn.microsoft.com/azure/role-based-access-control/role-definitions, "Actions format".
 */
export function matchesOperation(pattern: string, operation: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = operation.toLowerCase();
  let at = 0;
  let seen = 0;
  let star = -1;
  let resume = 0;
  // Greedy with one point of return: linear in practice, where a regular expression could backtrack without end.
  while (seen < given.length) {
    if (wanted[at] === "*") {
      star = at++;
      resume = seen;
    } else if (at < wanted.length && wanted[at] === given[seen]) {
      at++;
      seen++;
    } else if (star >= 0) {
      at = star + 1;
      seen = ++resume;
    } else {
      return false;
    }
  }
  while (wanted[at] === "*") at++;
  return at === wanted.length;
}

/** Whether one of several patterns covers an operation. */
export function matchesAnyOperation(patterns: readonly string[], operation: string): boolean {
  return patterns.some((pattern) => matchesOperation(pattern, operation));
}
