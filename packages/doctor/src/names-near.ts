/** Names of a list that a mistyped one was probably meant to be, nearest first, three at most. */
export function namesNear(name: string, names: readonly string[]): string[] {
  const plain = simplify(name);
  const allowed = Math.max(2, Math.floor(plain.length / 3));
  return names
    .map((candidate) => ({ candidate, distance: simplify(candidate).includes(plain) || plain.includes(simplify(candidate)) ? 0 : editDistance(plain, simplify(candidate)) }))
    .filter(({ distance }) => distance <= allowed)
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Case and the marks between words are what people get wrong most. */
function simplify(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + same));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
