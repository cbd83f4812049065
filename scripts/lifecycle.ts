import { type Command, decide } from "../worker/incidents/commands/commands.ts";
import type { IncidentEvent, NewEvent } from "../worker/incidents/rules/events.ts";
import { evolve } from "../worker/incidents/rules/evolve.ts";
import type { Incident } from "../worker/incidents/rules/incident.ts";
import { endOfSoak } from "../worker/incidents/rules/soak-end.ts";
import { takeStep } from "../worker/incidents/rules/steps.ts";
import type { PagingPlan } from "../worker/paging/rules/paging-plan.ts";
import { DEFAULT_SEVERITY_POLICY } from "../worker/paging/rules/severity.ts";
import { type Actor, SYSTEM } from "../worker/platform/rules/caller.ts";
import { toWire } from "../worker/platform/rules/time.ts";

/** docs/lifecycle.md: every state, every command, and where it leads, asked of the state machine itself. */
export function lifecycleMarkdown(): string {
	const edges = STATES.flatMap((state) => edgesFrom(state));
	const lines = [...new Set(edges.map(({ from, to, by }) => `    ${from} --> ${to}: ${by}`))];
	const refusals = STATES.flatMap((state) => refusalsIn(state));
	return [
		"# The life of an incident",
		"",
		"Made from the rules in `worker/incidents/rules` by `npm run docs`; do not edit. A command with no arrow from a state has no effect in that state.",
		"",
		"`watched` is no `state` of its own: a triggered or acknowledged incident that works again, with the status `monitoring` and an instant in `soakUntil`, of a service with `soakSeconds`. Without them a resolve leads to `resolved` at once. See [recovery](recovery.md).",
		"",
		"```mermaid",
		"stateDiagram-v2",
		"    [*] --> triggered: alert, monitor or person",
		...lines,
		"```",
		"",
		"| state | command | refused as |",
		"|---|---|---|",
		...refusals,
		"",
	].join("\n");
}

const STATES = ["triggered", "acknowledged", "watched", "resolved"] as const;
type State = (typeof STATES)[number];

const ANA: Actor = { kind: "user", id: "usr_ana", name: "Ana" };
const NOW = Date.UTC(2026, 0, 5, 3);

const COMMANDS: Record<string, Command> = {
	acknowledge: { kind: "acknowledge" },
	unacknowledge: { kind: "unacknowledge" },
	snooze: { kind: "snooze", seconds: 60 },
	escalate: { kind: "escalate" },
	"raise severity": { kind: "severity", severity: "P1" },
	"set status": { kind: "status", status: "identified" },
	"add responders": { kind: "responders", targets: [] },
	resolve: { kind: "resolve" },
	"resolve without a watch": { kind: "resolve", soak: false },
	"take back": { kind: "undo_resolve" },
	"say what it was": { kind: "disposition", disposition: "noise" },
	reopen: { kind: "reopen", reason: "it is back" },
};

const PAGING: PagingPlan = {
	service: {
		id: "svc",
		name: "Checkout",
		teamId: null,
		defaultSeverity: "P2",
		componentId: null,
		componentName: null,
		publicTitle: null,
		ackTimeoutSeconds: 1_800,
		reopenWindowSeconds: 300,
		soakSeconds: 300,
	},
	policy: { id: "pol", name: "Shop", levels: [{ targets: [], escalateAfterSeconds: 300 }], repeat: 0 },
	severityPolicy: DEFAULT_SEVERITY_POLICY,
	schedules: [],
	teams: [],
	people: [],
	webhooks: [],
	readAt: NOW,
};

function edgesFrom(state: State): { from: string; to: string; by: string }[] {
	const byCommand = Object.entries(COMMANDS).flatMap(([by, command]) => {
		const decision = decide(factsOf(incidentIn(state)), command);
		return "events" in decision ? arrow(state, decision.events, by) : [];
	});
	const lapse = takeStep(incidentIn(state), PAGING, { kind: "lapse" }, NOW, () => "pag");
	const seen = { look: { wanted: [], results: [], isAllKnown: true }, monitors: [] };
	const ended = endOfSoak(incidentIn(state), PAGING, seen, NOW + 300_000);
	return [
		...byCommand,
		...arrow(state, lapse, "acknowledgement lapses"),
		...arrow(state, ended === "not yet" ? [] : ended, "the watch ends"),
		...(state === "watched" ? [{ from: state, to: "triggered", by: "alert or monitor, a new epoch" }] : []),
	];
}

function arrow(from: State, events: NewEvent[], by: string) {
	const after = append(incidentIn(from), events);
	const to = after.soak ? "watched" : after.state;
	return events.length > 0 && (to !== from || by === "escalate") ? [{ from, to, by }] : [];
}

function refusalsIn(state: State): string[] {
	return Object.entries(COMMANDS).flatMap(([by, command]) => {
		const decision = decide(factsOf(incidentIn(state)), command);
		return "refusal" in decision ? [`| ${state} | ${by} | \`${decision.refusal.code}\` |`] : [];
	});
}

const factsOf = (incident: Incident) => ({
	incident,
	paging: PAGING,
	actor: ANA,
	now: NOW,
	newId: () => "id",
});

function incidentIn(state: State): Incident {
	const incident = append(null, [TRIGGERED]);
	if (state === "triggered") return incident;
	const command = COMMANDS[WAY_TO[state]];
	const decision = decide(factsOf(incident), command as Command);
	return append(incident, "events" in decision ? decision.events : []);
}

const WAY_TO = {
	acknowledged: "acknowledge",
	watched: "resolve",
	resolved: "resolve without a watch",
} as const;

function append(before: Incident | null, events: NewEvent[]): Incident {
	let incident = before;
	for (const event of events)
		incident = evolve(incident, { ...event, seq: (incident?.seq ?? 0) + 1, at: NOW } as IncidentEvent);
	if (!incident) throw new Error("an incident begins with an event");
	return incident;
}

const TRIGGERED: NewEvent = {
	type: "triggered",
	actor: SYSTEM,
	data: {
		incidentId: "inc",
		number: 1,
		title: "Checkout is down",
		description: null,
		severity: "P2",
		urgency: "high",
		service: { id: "svc", name: "Checkout" },
		component: null,
		publicTitle: null,
		source: { kind: "monitor", id: null, name: "Checkout" },
		detectedAt: toWire(NOW),
		firstPageAt: toWire(NOW),
		public: false,
		publicUpdateEverySeconds: null,
		drill: false,
		evidence: [],
	},
};
