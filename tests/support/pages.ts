import type { WireEvent } from "./client.ts";
import type { PushRecord } from "./push-service.ts";
import type { World } from "./world.ts";

/** Everything of that kind that went over the wire, in order: to everybody, about one incident or about all. */
export function pushesOf(world: World, kind: string, incidentId?: string): PushRecord[] {
	return world.push.records.filter((record) => {
		const data = record.payload?.notification.data;
		return data?.kind === kind && (incidentId === undefined || data.incidentId === incidentId);
	});
}

/** Whose phone a push went to. */
export function ownerOf(world: World, push: PushRecord): string {
	const owner = Object.values(world.people).find((one) => one.phone.subscription.endpoint === push.endpoint);
	return owner?.name ?? "nobody we know";
}

export function seqOf(timeline: WireEvent[], type: string): number {
	const event = timeline.find((one) => one.type === type);
	if (!event) throw new Error(`no ${type} in ${timeline.map((one) => one.type).join(", ")}`);
	return event.seq;
}

/** The words that a customer sees first who reloads the page. */
export async function statusPage(world: World): Promise<{ status: number; text: string }> {
	const answer = await fetch(`${world.instance.url}/`);
	return { status: answer.status, text: textOf(await answer.text()) };
}

function textOf(markup: string): string {
	return markup
		.replace(/<(style|script|head)[\s\S]*?<\/\1>/g, " ")
		.replace(/<[^>]+>/g, " ")
		.replace(/\s+/g, " ");
}
