import { type Command, decide } from "../worker/incidents/commands/commands.ts";
import type { IncidentEvent, NewEvent } from "../worker/incidents/rules/events.ts";
import { evolve } from "../worker/incidents/rules/evolve.ts";
import type { Incident } from "../worker/incidents/rules/incident.ts";
import { takeStep } from "../worker/incidents/rules/steps.ts";
import type { PagingPlan } from "../worker/paging/rules/paging-plan.ts";
import { DEFAULT_SEVERITY_POLICY } from "../worker/paging/rules/severity.ts";
import { SYSTEM } from "../worker/platform/rules/caller.ts";
import { toWire } from "../worker/platform/rules/time.ts";

/** docs/lifecycle.md: every state, every command, and where it leads, asked of the state machine itself. */
export function lifecycleMarkdown(): string {
	const edges = STATES.flatMap((state) => edgesFrom(state));
	const lines = [...new Set(edges.map(({ from, to, by }) => `    ${from} --> ${to}: ${by}`))];
	const refusals = STATES.flatMap((state) => refusalsIn(state));
	return [
		"# The life of an incident",
		"",
		"Made from the rules in `worker/incidents/rules` by `npm run docs`; do not edit. A command that is not drawn from a state changes nothing there.",
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

const STATES = ["triggered", "acknowledged", "resolved"] as const;
type State = (typeof STATES)[number];

const NOW = Date.UTC(2026, 0, 5, 3);

const COMMANDS: Record<string, Command> = {
	acknowledge: { kind: "acknowledge" },
	unacknowledge: { kind: "unacknowledge" },
	snooze: { kind: "snooze", seconds: 60 },
	escalate: { kind: "escalate" },
	"raise severity": { kind: "severity", severity: "P1" },
	"set status": { kind: "status", status: "identified" },
	"call responders": { kind: "responders", targets: [] },
	resolve: { kind: "resolve" },
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
	return [...byCommand, ...arrow(state, lapse, "acknowledgement lapses")];
}

function arrow(from: State, events: NewEvent[], by: string) {
	const to = append(incidentIn(from), events).state;
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
	actor: SYSTEM,
	now: NOW,
	newId: () => "id",
});

function incidentIn(state: State): Incident {
	const incident = append(null, [TRIGGERED]);
	if (state === "triggered") return incident;
	const command = state === "acknowledged" ? COMMANDS.acknowledge : COMMANDS.resolve;
	const decision = decide(factsOf(incident), command as Command);
	return append(incident, "events" in decision ? decision.events : []);
}

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
