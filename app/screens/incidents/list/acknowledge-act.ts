import { acknowledge as press } from "../../../outbox/page-outbox.ts";
import { entryWords } from "../../../outbox/words.ts";
import type { RowAct } from "../../../parts/table-acts.tsx";
import { canAcknowledge } from "../../../state/first-acknowledgement.ts";
import { myId } from "../../../state/session.ts";
import type { Incident } from "../../../state/wire.ts";
import { listOfNames, numberWords } from "../../../state/words.ts";

/** Acknowledges one or many, each through the outbox: what does not arrive is sent when there is a network again. */
export const ACKNOWLEDGE: RowAct<Incident> = {
	key: "a",
	name: (count) => (count === 1 ? "Acknowledge" : `Acknowledge ${count} incidents`),
	thing: "incident",
	past: "acknowledged",
	can: (it) => canAcknowledge(it, myId()),
	effect: (items) =>
		`Acknowledges ${listOfNames(items.map(numberWords))} for you. No one else is paged for them.`,
	async act(it) {
		const { entry, state } = await press({
			incidentId: it.id,
			title: `${it.severity} · ${it.title}`,
			by: { kind: "session", epoch: it.epoch },
			userId: myId() ?? null,
		});
		return entry.outcome?.kind === "mine" ? null : entryWords(entry, state);
	},
};
