/** "Bo" for "Bo Larsen" while nobody else is called Bo; two Bos keep their whole names. By id. */
export function shortNames(users: { id: string; name: string }[]): Map<string, string> {
	const firstOf = (name: string) => name.trim().split(/\s+/)[0] ?? name;
	const count = new Map<string, number>();
	for (const { name } of users) count.set(firstOf(name), (count.get(firstOf(name)) ?? 0) + 1);
	return new Map(users.map(({ id, name }) => [id, count.get(firstOf(name)) === 1 ? firstOf(name) : name]));
}
