/** One form for one, another for several, as the language counts: French says "0 région". */
export function pluralOf(tag: string): (count: number, one: string, several: string) => string {
	const rules = new Intl.PluralRules(tag);
	return (count, one, several) => (rules.select(count) === "one" ? one : several);
}
