import type { PublicComponent } from "../../services/rules/component.ts";

type Named = Pick<PublicComponent, "id" | "name">;

/** "Größe & Co." → "grosse-co" of what a name has in plain letters and digits; empty when that is nothing. */
function plain(name: string): string {
	const letters = name.replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
	return letters.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** By what each component's page is found: its name where that is its alone and can be spelled, else its identifier. */
export function componentSlugs(components: Named[]): Map<string, string> {
	const counts = new Map<string, number>();
	for (const { name } of components) counts.set(plain(name), (counts.get(plain(name)) ?? 0) + 1);
	return new Map(
		components.map(({ id, name }) => {
			const slug = plain(name);
			return [id, slug !== "" && counts.get(slug) === 1 ? slug : id];
		}),
	);
}

/** The component that an address names, also by its identifier, which outlives its name; null when there is none. */
export function componentAt<Component extends Named>(
	components: Component[],
	slug: string,
): Component | null {
	const slugs = componentSlugs(components);
	const found = components.find(({ id }) => slugs.get(id) === slug);
	return found ?? components.find(({ id }) => id === slug) ?? null;
}
