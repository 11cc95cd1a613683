/** With the name or, if it was there, without it. One always stays; of more than `most` the first ones go. */
export function toggled(names: readonly string[], name: string, most: number): readonly string[] {
  if (!names.includes(name)) return [...names, name].slice(-most);
  return names.length === 1 ? names : names.filter((one) => one !== name);
}
