/** What a button of a message says when it is pressed: at most 64 bytes, so ids stand there without their prefixes. */
import { idOf } from "../../platform/rules/id.ts";

const ACTS = { acknowledge: "a", escalate: "e" } as const;

export interface Button {
	act: keyof typeof ACTS;
	incidentId: string;
	pageId: string;
	epoch: number;
}

export function buttonData(act: Button["act"], page: Omit<Button, "act">): string {
	const [incident, id] = [page.incidentId, page.pageId].map((one) => one.slice(one.indexOf("_") + 1));
	return `${ACTS[act]}${page.epoch}.${incident}.${id}`;
}

/** Null for what none of our buttons says. */
export function readButton(data: string): Button | null {
	const match = /^([ae])(\d{1,7})\.([0-9A-HJKMNP-TV-Z]{26})\.([0-9A-HJKMNP-TV-Z]{26})$/.exec(data);
	const [, letter, epoch, incident, page] = match ?? [];
	if (!incident || !page) return null;
	return {
		act: letter === ACTS.acknowledge ? "acknowledge" : "escalate",
		epoch: Number(epoch),
		incidentId: idOf("incident", incident),
		pageId: idOf("page", page),
	};
}
