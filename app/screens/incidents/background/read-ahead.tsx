import { createEffect, createMemo, For } from "solid-js";
import { openFirst } from "../../../state/firing.ts";
import { nowResource } from "../../../state/name-book.ts";
import { mayAs, me } from "../../../state/session.ts";
import { pageArrived, pageOf } from "../../../state/siren.ts";
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
	// What began while the app was opening was told to nobody here.
	void now.read();
	const open = createMemo(() =>
		openFirst((now.value?.firing ?? []).filter(({ state }) => state !== "resolved"))
			.slice(0, MOST)
			.map(({ id }) => id),
	);
	return <For each={open()}>{(id) => <Kept id={id} />}</For>;
}

/** A page that came before the app was opened is a page all the same; each call counts once. */
function Kept(props: { id: string }) {
	const { incident, events } = incidentState(props.id);
	let calledSeq = 0;
	createEffect(() => {
		const it = incident.value;
		const myId = me().value?.user.id;
		const call = (events.value ?? []).findLast(
			({ type, data }) => type === "page_queued" && data.userId === myId,
		);
		if (incident.state !== "fresh" || it?.state !== "triggered" || !call || call.seq <= calledSeq) return;
		calledSeq = call.seq;
		pageArrived(pageOf(it, Date.parse(call.at)));
	});
	return null;
}
