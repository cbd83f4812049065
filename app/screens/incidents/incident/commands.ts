import { createSignal } from "solid-js";
import type { CommandPath } from "../../../../worker/incidents/commands/calls.ts";
import {
	forgetOutcome,
	outboxOf,
	acknowledge as press,
	withdrawAcknowledgement,
} from "../../../outbox/page-outbox.ts";
import { entryWords } from "../../../outbox/words.ts";
import { showToast } from "../../../parts/toast.tsx";
import { type ApiMethod, api, CHECKING_PATIENCE_MS, type Failure } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { nameBook } from "../../../state/name-book.ts";
import { retryKeys } from "../../../state/retry-key.ts";
import { myId } from "../../../state/session.ts";
import type { Incident, TimelineEvent } from "../../../state/wire.ts";
import { doneWords, refusalWords, resolvedWords, type Verb } from "./answers.ts";
import { evidenceOf, type Seen } from "./evidence.ts";

/** A command that was refused or never arrived; it stays in sight until the next try. */
export interface Refused {
	verb: Verb;
	words: string;
	/** Of a resolve that was refused: what still fails. */
	evidence: Seen[];
	/** The form's fields that are wrong. */
	failure: Failure;
}

export interface Commands {
	/** What is under way; one at a time. */
	busy(): Verb | null;
	refused(): Refused | null;
	clearError(): void;
	/** Answers whether it happened. */
	run(verb: Verb, body?: object): Promise<boolean>;
	acknowledge(): Promise<void>;
	/** Of an acknowledgement made here. Null when there is none, or when it came to what the screen shows anyway. */
	delivery(): AckStatus | null;
}

/** What the commands need of whoever shows the incident. */
export interface IncidentAccess {
	incident(): Incident | undefined;
	reload(): Promise<void>;
	/** Takes what a command was answered, unless something newer is known. */
	take(next: Incident): void;
	/** The timeline as it is after a command, where one is shown. */
	timeline?(): Promise<TimelineEvent[]>;
}

export type AckStatus = { state: "sending" } | { state: "queued" | "told"; words: string };

/** What the API calls them; a path that it does not have would not compile. */
const CALLS: Record<Verb, CommandPath> = {
	giveBack: "delete acknowledgement",
	escalate: "post escalations",
	resolve: "put resolution",
	undoResolve: "delete resolution",
	disposition: "put disposition",
	reopen: "post reopening",
	severity: "put severity",
	note: "post notes",
	update: "post updates",
	remediate: "post remediation-runs",
	title: "put title",
	snooze: "put snooze",
	responders: "post responders",
	role: "put roles/{role}",
	merge: "post merges",
	split: "post splits",
	offerRole: "put handovers/{role}",
	answerHandover: "post handovers/{role}",
	withdrawHandover: "delete handovers/{role}",
	keepLead: "delete handover-suggestion",
	answerCall: "put responders/answer",
	triage: "put triage",
	markLine: "put timeline/{seq}",
};

/** A word of the path is a field of the command, and leaves the body. */
function callOf(verb: Verb, fields: Record<string, unknown>): [ApiMethod, string, object] {
	const [method = "", path = ""] = CALLS[verb].split(" ");
	const body = { ...fields };
	const whole = path.replace(/\{(\w+)\}/, (_all, word: string) => {
		delete body[word];
		return String(fields[word]);
	});
	return [method.toUpperCase() as ApiMethod, whole, body];
}

/** The commands of one incident. Nothing is shown as done before the server has said so. */
export function incidentCommands(id: string, access: IncidentAccess): Commands {
	const [busy, setBusy] = createSignal<Verb | null>(null);
	const [refused, setRefused] = createSignal<Refused | null>(null);
	const keys = retryKeys();

	let turn = 0;
	const say = (words: string) => showToast(words, undefined, `incident:${id}`);
	const done = async (verb: Verb, after: Incident) => {
		const mine = turn;
		access.take(after);
		if (verb !== "resolve" || !access.timeline) return say(doneWords(verb, after, nameBook(), now()));
		const words = resolvedWords(await access.timeline(), after, myId());
		// Taken back meanwhile, it is no longer so.
		if (mine === turn) say(words);
	};
	const run = async (verb: Verb, body?: object) => {
		if (busy()) return false;
		setRefused(null);
		setBusy(verb);
		turn++;
		if (verb === "giveBack") await withdrawAcknowledgement(id);
		const [method, path, sent] = callOf(verb, { ...body });
		const idempotencyKey = keys.keyFor(`${verb} ${JSON.stringify(body)}`);
		const options = {
			...(method === "POST" && { idempotencyKey }),
			// The checks run once more before it is resolved.
			...(verb === "resolve" && { patienceMs: CHECKING_PATIENCE_MS }),
		};
		const answer = await api<Incident>(method, `/incidents/${id}/${path}`, sent, options);
		if (!("offline" in answer)) keys.answered();
		setBusy(null);
		if (answer.ok) {
			void done(verb, answer.value);
			return true;
		}
		const evidence = answer.offline ? [] : evidenceOf(answer.problem.body);
		setRefused({ verb, words: refusalWords(verb, answer), evidence, failure: answer });
		if (!answer.offline) void access.reload();
		return false;
	};
	return {
		...{ busy, refused, run },
		clearError: () => void setRefused(null),
		acknowledge: () => acknowledge(access.incident(), access.reload),
		delivery: () => deliveryOf(id, access.incident()),
	};
}

/** Hands the tap to the outbox, which stores it until the server has answered. Also used where no timeline is open. */
export async function acknowledge(
	incident: Incident | undefined,
	reload: () => Promise<void>,
): Promise<void> {
	if (!incident) return;
	const { entry } = await press({
		incidentId: incident.id,
		title: `${incident.severity} · ${incident.title}`,
		by: { kind: "session", epoch: incident.epoch },
		userId: myId() ?? null,
	});
	if (entry.outcome) await reload();
}

function deliveryOf(incidentId: string, incident: Incident | undefined): AckStatus | null {
	const shown = outboxOf(incidentId);
	if (!shown) return null;
	// It arrived, or somebody was faster, and only the answer is missing: no escalation continues.
	if (shown.state !== "told" && incident && incident.state !== "triggered") return null;
	if (shown.state === "sending") return { state: "sending" };
	const { outcome } = shown.entry;
	// The state of the incident says it already, with the time.
	if (outcome?.kind === "mine") return null;
	return { state: shown.state, words: entryWords(shown.entry, shown.state) };
}

export const forgetDelivery = (incidentId: string): void => void forgetOutcome(incidentId);
