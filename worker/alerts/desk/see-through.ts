import { seconds } from "../../platform/rules/time.ts";

/** A caller waits this long for the incident to hear of its alert; it is stored before. */
const SEE_THROUGH_MS = seconds(5);

/** Answers when these deliveries were made, or after five seconds. */
export async function seeThrough(deliveries: Promise<void>[]): Promise<void> {
	if (deliveries.length === 0) return;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const patience = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, SEE_THROUGH_MS);
	});
	await Promise.race([Promise.all(deliveries), patience]);
	clearTimeout(timer);
}
