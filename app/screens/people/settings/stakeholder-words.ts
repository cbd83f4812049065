export interface Stakeholder {
	name: string;
	userId?: string | null;
	channel: string;
}

interface Named {
	id: string;
	name: string;
}

interface NamedWebhook extends Named {
	format: string;
}

/** "By push", "By webhook: Board". */
export function channelWords({ userId, channel }: Stakeholder, webhooks: readonly Named[]): string {
	if (userId) return channel === "push" ? "By push" : "By their webhook";
	return `By webhook: ${webhooks.find(({ id }) => id === channel)?.name ?? channel}`;
}

/**
 * A person by their phones or their own webhook, and the organization’s webhooks; not who is told already, nor what opens
 * alerts in another tool.
 */
export function addOptions(
	known: readonly Stakeholder[],
	people: readonly Named[],
	webhooks: readonly NamedWebhook[],
): { value: string; name: string }[] {
	const isTold = (id: string) => known.some(({ userId, channel }) => userId === id || channel === id);
	return [
		...people
			.filter(({ id }) => !isTold(id))
			.flatMap(({ id, name }) => [
				{ value: `push ${id}`, name: `${name}, by push` },
				{ value: `webhook ${id}`, name: `${name}, by their webhook` },
			]),
		...webhooks
			.filter(({ id, format }) => format === "tocsin" && !isTold(id))
			.map(({ id, name }) => ({ value: `- ${id}`, name: `Webhook ${name}` })),
	];
}

/** What a choice of these options means; null for none. */
export function stakeholderOf(
	choice: string,
	people: readonly Named[],
	webhooks: readonly Named[],
): Stakeholder | null {
	const [channel = "", id = ""] = choice.split(" ");
	const person = people.find((one) => one.id === id);
	if (person) return { name: person.name, userId: id, channel };
	const webhook = webhooks.find((one) => one.id === id);
	return webhook ? { name: webhook.name || "Webhook", userId: null, channel: id } : null;
}
