import { readFrozen } from "../../../db/runbooks/runbooks.ts";
import type { PagingPlan, Target } from "../../paging/rules/paging-plan.ts";
import type { Answer, Refusal } from "../../platform/answer.ts";
import type { Env } from "../../platform/env.ts";
import { newId } from "../../platform/vault/ids.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { type Command, decide, targetsOf } from "../commands/commands.ts";
import type { CommandContext, IncidentCommand } from "../rpc.ts";
import type { NewEvent } from "../rules/events.ts";
import type { Incident } from "../rules/incident.ts";
import { INCIDENT_VIEW, type IncidentView } from "../rules/incident-types.ts";
import { viewOf } from "../rules/incident-view.ts";
import { holdsAll, pagingBy, type Roster } from "../rules/roster.ts";
import type { EventStore } from "./event-store.ts";
import { toldOther } from "./link-command.ts";
import { orderedOfDesk } from "./merge-command.ts";
import { readRoster } from "./paging-source.ts";
import { checkRecovery } from "./recovery-check.ts";
import type { RemediationRuns } from "./remediation-runs.ts";

const UNKNOWN: Refusal = {
	code: "not_found",
	detail: "Incident not found.",
	extra: { isIncident: true },
};

const CHANGED: Refusal = {
	code: "precondition_failed",
	detail: "The incident was changed since the version that you name.",
};

/** The snapshot holds those of the incident's own ladder alone: whoever else is called in is looked up. */
const UNREADABLE: Refusal = {
	code: "unavailable",
	detail: "The database isn’t responding, and this incident doesn’t know who you name.",
};

const DATABASE_DOWN: Refusal = {
	code: "unavailable",
	detail: "The database does not answer, so the runbook wasn’t loaded. Try again.",
};
const DATABASE_TIMEOUT_MS = 1_500;

type LoadedIncident = { incident: Incident; paging: PagingPlan };
interface Prepared {
	before: NewEvent[];
	command: Command;
	/** Null: the command names nobody. */
	roster: Roster | null;
}

/** What people and scripts do to the incident. A command with a remembered key answers what it answered before. */
export class Commands {
	constructor(
		private readonly env: Env,
		private readonly store: EventStore,
		private readonly runs: RemediationRuns,
	) {}

	async run(command: IncidentCommand, context: CommandContext): Promise<Answer<IncidentView>> {
		const again = this.remembered(context);
		if (again) return again;
		const held = this.hold();
		if (!held) return no(UNKNOWN);
		if (command.kind === "remediate") return this.remediate(command, context);
		if (command.kind === "runbook") return this.attachRunbook(command, context);
		if (command.kind === "merge" || command.kind === "split") return this.byDesk(held, command, context);
		if (command.kind === "link" || command.kind === "unlink") return this.withOther(held, command, context);
		const prepared = await this.prepare(held, command, context);
		if ("refusal" in prepared) return no(prepared.refusal);
		this.take(prepared.roster);
		// What was waited for may have let another command by: look again.
		return this.remembered(context) ?? this.commit(prepared.command, prepared.before, context);
	}

	/** What concerns two incidents the Desk of their service sees to. */
	private async byDesk(
		held: LoadedIncident,
		command: Extract<IncidentCommand, { kind: "merge" | "split" }>,
		context: CommandContext,
	): Promise<Answer<IncidentView>> {
		const { version } = viewOf(held.incident, held.paging);
		if (context.versions && !context.versions.includes(version)) return no(CHANGED);
		const refusal = await orderedOfDesk(this.env, held.incident, command, context.actor);
		const again = this.remembered(context);
		if (again) return again;
		return refusal ? no(refusal) : this.commit(command, [], { ...context, versions: null });
	}

	/** A link is known to both incidents. */
	private async withOther(
		held: LoadedIncident,
		command: Extract<IncidentCommand, { kind: "link" | "unlink" }>,
		context: CommandContext,
	): Promise<Answer<IncidentView>> {
		const { version } = viewOf(held.incident, held.paging);
		if (context.versions && !context.versions.includes(version)) return no(CHANGED);
		const told = await toldOther(this.env, held.incident, command, context.actor);
		const again = this.remembered(context);
		if (again) return again;
		if ("refusal" in told) return no(told.refusal);
		return this.commit({ ...command, ...told }, [], { ...context, versions: null });
	}

	/** A run is claimed in the ledger of all incidents first; a claim of which nothing comes is taken back. */
	private async remediate(
		command: Extract<IncidentCommand, { kind: "remediate" }>,
		context: CommandContext,
	): Promise<Answer<IncidentView>> {
		const prepared = await this.runs.prepare(command.remediationId, context.actor);
		const again = this.remembered(context);
		if ("refusal" in prepared) return again ?? no(prepared.refusal);
		const { claim } = prepared;
		try {
			return again ?? this.commit({ ...command, claim }, [], context);
		} finally {
			this.runs.settle(claim);
		}
	}

	/** The version that is attached is the one that was read, whoever edits it meanwhile. */
	private async attachRunbook(
		command: Extract<IncidentCommand, { kind: "runbook" }>,
		context: CommandContext,
	): Promise<Answer<IncidentView>> {
		const frozen = await withTimeout(readFrozen(this.env.DB, command.runbookId), DATABASE_TIMEOUT_MS).catch(
			() => "down" as const,
		);
		const again = this.remembered(context);
		if (again) return again;
		return frozen === "down" ? no(DATABASE_DOWN) : this.commit({ ...command, frozen }, [], context);
	}

	private hold(): LoadedIncident | null {
		const incident = this.store.incident();
		const paging = this.store.paging();
		return incident && paging ? { incident, paging } : null;
	}

	private remembered(context: CommandContext): Answer<IncidentView> | null {
		const { idempotency } = context;
		const kept = idempotency ? this.store.remembered(idempotency.key) : null;
		if (!idempotency || !kept) return null;
		if (kept.bodyHash !== idempotency.bodyHash)
			return no({
				code: "idempotency_mismatch",
				detail: "This Idempotency-Key was used with another request.",
			});
		return { ok: true, value: this.viewThen(kept.answer) };
	}

	/** As it was answered; where a newer version of the code wrote that down, as it is now. */
	private viewThen(answer: string): IncidentView {
		const { value, isNewer } = INCIDENT_VIEW.unwrap((JSON.parse(answer) as { value: object }).value);
		const held = isNewer ? this.hold() : null;
		return held ? viewOf(held.incident, held.paging) : value;
	}

	/** Everything that has to be waited for, before the one synchronous step that decides and appends. */
	private async prepare(
		held: LoadedIncident,
		command: IncidentCommand,
		context: CommandContext,
	): Promise<Prepared | { refusal: Refusal }> {
		const named = targetsOf(command);
		const roster = named && (await readRoster(this.env, held.incident, held.paging, named));
		if (roster && cannotBeFound(named, held.paging, roster)) return { refusal: UNREADABLE };
		if (command.kind !== "resolve") return { before: [], command, roster };
		const checked = await checkRecovery(this.env, held.incident, command, context.actor);
		if ("refusal" in checked) return checked;
		const { before, isFailing } = checked;
		return { before, command: { ...command, isFailing }, roster };
	}

	/** In the turn in which the command is decided: whom another command called in meanwhile stays in the plan. */
	private take(roster: Roster | null): void {
		const held = this.hold();
		if (roster && held) this.store.savePaging(pagingBy(roster, held.paging, held.incident));
	}

	private commit(command: Command, before: NewEvent[], context: CommandContext): Answer<IncidentView> {
		const held = this.hold();
		if (!held) return no(UNKNOWN);
		const { version } = viewOf(held.incident, held.paging);
		if (context.versions && !context.versions.includes(version)) return no(CHANGED);
		const now = Date.now();
		const decision = decide({ ...held, actor: context.actor, now, newId }, command);
		if ("refusal" in decision) return no(decision.refusal);
		const isDone = decision.events.length === 0;
		const events = isDone ? [] : [...before, ...decision.events];
		const view = () => viewOf(held.incident, held.paging);
		this.store.append(events, now, () => {
			const { idempotency } = context;
			if (!idempotency) return;
			const answer = JSON.stringify({ ok: true, value: INCIDENT_VIEW.wrap(view()) });
			this.store.remember(idempotency.key, idempotency.bodyHash, answer, now);
		});
		return { ok: true, value: view() };
	}
}

function no(refusal: Refusal): Answer<IncidentView> {
	return { ok: false, refusal };
}

/** Whoever is called in must not be let in as somebody whom nobody knows, and then be paged by nothing. */
function cannotBeFound(named: Target[], snapshot: PagingPlan, roster: Roster): boolean {
	return roster.plan === null && snapshot.service.id !== "" && !holdsAll(snapshot, named);
}
