import { createMemo, For } from "solid-js";
import { openFirst } from "../../../state/firing.ts";
import { nowResource } from "../../../state/name-book.ts";
import { mayAs } from "../../../state/session.ts";
import { agendaResource } from "../../oncall/agenda-state.ts";
import { runbooksResource } from "../../runbooks/runbooks-state.ts";
import { incidentState } from "../incident/incident-state.ts";

/** The gravest of them; a phone that reads all of a storm has no room for what its person opens. */
const MOST = 6;

/**
 * Reads what a person needs when the network goes: open incidents with their timelines, and in them their runbooks, all
 * runbooks, and who is on call. The live stream keeps them true. Shows nothing.
 */
export function ReadAhead() {
	agendaResource();
	if (mayAs("responder")) runbooksResource();
	const now = nowResource();
	const open = createMemo(() =>
		openFirst((now.value?.firing ?? []).filter(({ state }) => state !== "resolved"))
			.slice(0, MOST)
			.map(({ id }) => id),
	);
	return <For each={open()}>{(id) => <Kept id={id} />}</For>;
}

function Kept(props: { id: string }) {
	incidentState(props.id);
	return null;
}
