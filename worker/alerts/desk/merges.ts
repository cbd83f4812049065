import type { AlertReceipt } from "../../incidents/rpc.ts";
import type { NamedIncident } from "../../incidents/rules/incident-types.ts";
import type { MergeStep } from "../../incidents/rules/merging.ts";
import type { ServiceFacts } from "../../paging/rules/paging-plan.ts";
import { isRaised } from "../../paging/rules/severity.ts";
import type { Answer } from "../../platform/answer.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { newId } from "../../platform/vault/ids.ts";
import type { MergeOrder, SplitKey, SplitOrder } from "../rpc.ts";
import { FRESH } from "./desk-incidents.ts";
import type { DeskOutbox, OutboxMessage } from "./desk-outbox.ts";
import { type IncidentRow, type KeyRow, MONITOR_SCOPE } from "./desk-rows.ts";
import type { DeskStore } from "./desk-store.ts";
import { openingBySplit, splitAlert } from "./incoming-alert.ts";
import {
	BUSY_MERGING,
	NOT_FIRING,
	NOT_MERGED,
	NOTHING_TO_MERGE,
	NOTHING_TO_MERGE_INTO,
	ONLY_KEY,
} from "./refusals.ts";

/** Deliveries that the caller sees through, each with its incident. */
export type Queued = { incidentId: string; rowId: number }[];

type KeysOrder = Extract<SplitOrder, { keys: SplitKey[] }>;

/** "out <incident>" notes from which incident it was split: the same split again is done already. */
const OUT = "out ";

/**
 * Which incident keys belong to after a merge or a split. Nothing is moved before the incident that goes on has taken the
 * other in; from then on the outbox sees to the rest. Synchronous: the caller wraps each in one transaction.
 */
export class Merges {
	constructor(
		private readonly store: DeskStore,
		private readonly outbox: DeskOutbox,
	) {}

	/** What is to be delivered first; nothing when it has happened. The same merge again finds the one under way. */
	begin({ incident, into, actor }: MergeOrder, now: Instant): Answer<Queued> {
		const [fromId, toId] = [incident.incidentId, into.incidentId];
		const [from, to] = [this.store.incident(fromId), this.store.incident(toId)];
		if (from?.mergedInto === toId) return { ok: true, value: [] };
		const underWay = this.outbox.takingIn();
		const same = underWay.find((each) => each.fromId === fromId && each.toId === toId);
		if (same) return { ok: true, value: [{ incidentId: toId, rowId: same.rowId }] };
		const isParty = ({ fromId: moving, toId: taking }: { fromId: string; toId: string }) =>
			moving === toId || moving === fromId || taking === fromId;
		if (underWay.some(isParty)) return { ok: false, refusal: BUSY_MERGING };
		if (!from?.open) return { ok: false, refusal: NOTHING_TO_MERGE };
		if (!to?.open) return { ok: false, refusal: NOTHING_TO_MERGE_INTO };
		const step: MergeStep = { kind: "take_in", mergeId: newId("alert"), incident, actor };
		return { ok: true, value: [this.tell(toId, step, now)] };
	}

	/** How far it came. */
	stateOf({ incident, into }: MergeOrder): "merged" | "under_way" | "refused" {
		if (this.store.incident(incident.incidentId)?.mergedInto === into.incidentId) return "merged";
		return this.outbox.takingIn().some(({ fromId }) => fromId === incident.incidentId)
			? "under_way"
			: "refused";
	}

	/**
	 * What follows from a step that an incident took. Whichever of the two is over by now, the merge does not happen: then
	 * the one that took the other in lets it go again.
	 */
	follow(incidentId: string, step: MergeStep, receipt: AlertReceipt, now: Instant): Queued[number] | null {
		if (step.kind === "end" || step.kind === "come_out") this.upTo(incidentId, receipt.view.version);
		if (step.kind !== "take_in" || !receipt.taken) return null;
		const { actor, incident: moved } = step;
		const [from, to] = [this.store.incident(moved.incidentId), this.store.incident(incidentId)];
		if (!from?.open || !to?.open) {
			const { number, title } = moved;
			const out = { incidentId: moved.incidentId, number, title };
			return this.tell(incidentId, { kind: "let_go", out, dedupKey: null, actor }, now);
		}
		this.join(from, to, now);
		const into = { incidentId, number: receipt.view.number, title: receipt.view.title };
		return this.tell(from.id, { kind: "end", into, actor }, now);
	}

	/** The incident that is on its own from now on, and what is to be delivered; nothing when it has happened. */
	split(
		order: SplitOrder,
		service: ServiceFacts,
		now: Instant,
	): Answer<{ incidentId: string; queued: Queued }> {
		return "incident" in order
			? this.splitIncident(order.from, order.incident, order.actor, now)
			: this.splitKeys(order, service, now);
	}

	private splitIncident(
		from: NamedIncident,
		out: NamedIncident,
		actor: Actor,
		now: Instant,
	): Answer<{ incidentId: string; queued: Queued }> {
		const { incidentId } = out;
		const merged = this.store.incident(incidentId);
		if (merged && this.isOut(merged, from)) return { ok: true, value: { incidentId, queued: [] } };
		if (merged?.mergedInto !== from.incidentId) return { ok: false, refusal: NOT_MERGED };
		const root = this.rootOf(merged);
		const firing = this.store.moveKeys(root, merged, this.store.mergedWith(incidentId));
		this.store.saveIncident({ ...root, firing: root.firing - firing });
		this.store.saveIncident({ ...merged, open: true, resolvedAt: null, firing, mergedInto: null });
		this.store.keep(OUT + incidentId, from.incidentId);
		const queued = [
			this.tell(incidentId, { kind: "come_out", from, actor }, now),
			this.tell(from.incidentId, { kind: "let_go", out, dedupKey: null, actor }, now),
		];
		return { ok: true, value: { incidentId, queued } };
	}

	/** All of the keys or none: they fire, all in this incident, and something else does too. */
	private splitKeys(
		{ from, actor, ...order }: KeysOrder,
		service: ServiceFacts,
		now: Instant,
	): Answer<{ incidentId: string; queued: Queued }> {
		const names = order.keys.map(keyName);
		const keys = names.map((name) => this.store.key(name));
		const holder = keys[0] && this.store.incident(keys[0].incidentId);
		const isTogether = holder && keys.every((key) => key?.incidentId === holder.id);
		if (isTogether && this.isOut(holder, from))
			return { ok: true, value: { incidentId: holder.id, queued: [] } };
		if (!isTogether || !holder.open || holder.id !== from.incidentId)
			return { ok: false, refusal: NOT_FIRING };
		const moving = keys.filter((key) => key !== null && isOn(key, holder)) as KeyRow[];
		if (moving.length < keys.length) return { ok: false, refusal: NOT_FIRING };
		const firing = moving.reduce((sum, key) => sum + key.firing, 0);
		if (holder.firing === firing) return { ok: false, refusal: ONLY_KEY };
		const own = this.ownOf(moving, firing, now);
		for (const [i, name] of names.entries())
			this.store.saveKey(name, {
				...(moving[i] as KeyRow),
				...{ incidentId: own.id, generation: own.generation, told: 1, mergedFrom: null },
			});
		this.store.saveIncident({ ...holder, firing: holder.firing - firing });
		this.store.keep(OUT + own.id, from.incidentId);
		const title = order.title ?? `${from.title}: ${order.keys[0]?.dedupKey}`;
		return {
			ok: true,
			value: {
				incidentId: own.id,
				queued: this.tellOfSplit({ from, actor, ...order }, own, title, service, now),
			},
		};
	}

	/** As severe as the worst of what it takes along. */
	private ownOf(moving: KeyRow[], firing: number, now: Instant): IncidentRow {
		const severity = moving
			.map((key) => key.severity)
			.reduce((worst, one) => (isRaised(worst, one) ? one : worst));
		const own = { ...FRESH, id: newId("incident"), severity, told: moving.length, firing, openedAt: now };
		this.store.saveIncident(own);
		return own;
	}

	/** The new one begins with the first alert, and is told of the others; the old one of what it lost. */
	private tellOfSplit(
		{ from, actor, keys }: KeysOrder,
		own: IncidentRow,
		title: string,
		service: ServiceFacts,
		now: Instant,
	): Queued {
		const [first, ...others] = keys.map(({ dedupKey }) => dedupKey) as [string, ...string[]];
		const incident = openingBySplit({ ...own, title, actor, alertId: newId("alert") }, first, service, now);
		const add = (message: OutboxMessage) => ({
			incidentId: own.id,
			rowId: this.outbox.add(own.id, message, now),
		});
		const opened = add({ kind: "open", incident });
		const received = others.map((dedupKey, i) => {
			const alert = { ...splitAlert(dedupKey, dedupKey, own.severity, actor), action: "trigger" as const };
			const scope = keyName(keys[i + 1] as SplitKey).scope;
			return add({ kind: "received", scope, alert, alertId: newId("alert"), actor, at: now });
		});
		const out = { incidentId: own.id, number: 0, title };
		const lost = { dedupKey: first, ...(others.length > 0 && { dedupKeys: [first, ...others] }) };
		return [opened, ...received, this.tell(from.incidentId, { kind: "let_go", out, ...lost, actor }, now)];
	}

	private join(from: IncidentRow, to: IncidentRow, now: Instant): void {
		const firing = this.store.moveKeys(from, to, null);
		const severity = isRaised(to.severity, from.severity) ? from.severity : to.severity;
		this.store.saveIncident({ ...to, severity, firing: to.firing + firing });
		const { id: mergedInto } = to;
		const generation = from.generation + 1;
		this.store.saveIncident({ ...from, open: false, resolvedAt: now, firing: 0, generation, mergedInto });
		this.store.forget(OUT + from.id);
	}

	/** What it said of itself before this step is over: it changes nothing here any more. */
	private upTo(incidentId: string, seq: number): void {
		const incident = this.store.incident(incidentId);
		if (incident && incident.seq < seq) this.store.saveIncident({ ...incident, seq });
	}

	private isOut(incident: IncidentRow, from: NamedIncident): boolean {
		return incident.open && this.store.note(OUT + incident.id) === from.incidentId;
	}

	/** The incident in which a merged one goes on, also when that was merged itself. */
	private rootOf(merged: IncidentRow): IncidentRow {
		let root = merged;
		while (root.mergedInto !== null) {
			const next = this.store.incident(root.mergedInto);
			if (!next) break;
			root = next;
		}
		return root;
	}

	private tell(incidentId: string, step: MergeStep, now: Instant): Queued[number] {
		return { incidentId, rowId: this.outbox.add(incidentId, { kind: "merge", step }, now) };
	}
}

const keyName = ({ integrationId, dedupKey }: SplitKey) => ({
	scope: integrationId ?? MONITOR_SCOPE,
	dedupKey,
});

function isOn(key: KeyRow, incident: IncidentRow): boolean {
	return key.generation === incident.generation && key.firing > 0;
}
