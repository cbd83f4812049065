/** Saves what was confirmed, in the order in which one part needs another, and only once however often it is tried. */
import type { Failure, Result } from "../../state/api.ts";
import type { Monitor } from "../../state/wire.ts";
import { ownPolicy, PAGE_ME } from "../services/own-policy.ts";
import { NEW_SERVICE, type Proposal, publicNameOf, serviceNameOf } from "./proposal.ts";

type Part = "policy" | "component" | "service" | "monitor";
interface Saved {
	id: string;
}
interface Sent {
	body: Record<string, unknown>;
	key: string;
	/** Null while no answer came: it may have been saved all the same. */
	saved: Saved | null;
}

const PATHS: Record<Part, `/${string}`> = {
	policy: "/escalation-policies",
	component: "/components",
	service: "/services",
	monitor: "/monitors",
};

/** The API as far as it is needed here. */
export interface SavingCalls {
	post(path: `/${string}`, body: object, idempotencyKey: string): Promise<Result<Saved>>;
	patch(path: `/${string}`, body: object): Promise<Result<Saved>>;
	remove(path: `/${string}`): Promise<unknown>;
	/** Who is signed in; null while that is not known. */
	owner(): { id: string; name: string } | null;
}

/**
 * One saving of one proposal. What a failed try left behind is used by the next and changed where the words changed;
 * an answer that was lost is asked for again by the same key. `undo` takes back what was made when it is given up.
 */
export function newSaving(calls: SavingCalls): Saving {
	return new Saving(calls);
}

class Saving {
	private readonly sent = new Map<Part, Sent>();
	private readonly calls: SavingCalls;

	constructor(calls: SavingCalls) {
		this.calls = calls;
	}

	async save(proposal: Proposal): Promise<Result<Monitor>> {
		const service = await this.ensureService(proposal);
		if (!service.ok) return service;
		const { kind, target, settings, name, intervalSeconds } = proposal;
		const serviceId = service.value.id;
		const fields = { kind, target, ...settings, name: name.trim(), intervalSeconds, serviceId };
		const monitor = await this.ensure("monitor", fields);
		if (monitor.ok) await this.takeBack(unusedBy(proposal));
		return monitor as Result<Monitor>;
	}

	async undo(): Promise<void> {
		if (!this.sent.get("monitor")?.saved) await this.takeBack(["service", "component", "policy"]);
	}

	private async ensureService(proposal: Proposal): Promise<Result<Saved>> {
		if (proposal.serviceId !== NEW_SERVICE) return { ok: true, value: { id: proposal.serviceId } };
		const policy = await this.ensurePolicy(proposal);
		if (!policy.ok) return policy;
		const component = proposal.isPublic
			? await this.ensure("component", { name: publicNameOf(proposal) })
			: { ok: true as const, value: null };
		if (!component.ok) return component;
		return this.ensure("service", {
			name: serviceNameOf(proposal),
			defaultSeverity: proposal.defaultSeverity,
			escalationPolicyId: policy.value.id,
			componentId: component.value?.id ?? null,
		});
	}

	private async ensurePolicy({ escalationPolicyId: id }: Proposal): Promise<Result<Saved>> {
		if (id !== PAGE_ME) return { ok: true, value: { id } };
		const owner = this.calls.owner();
		return owner ? this.ensure("policy", ownPolicy(owner)) : OFFLINE;
	}

	private async ensure(part: Part, body: Sent["body"]): Promise<Result<Saved>> {
		const before = this.sent.get(part);
		if (before && !before.saved) {
			const answer = await this.post(part, before);
			if (!answer.ok && !isRefused(answer)) return answer;
		}
		const known = this.sent.get(part);
		if (!known?.saved) return this.post(part, { body, key: crypto.randomUUID(), saved: null });
		if (JSON.stringify(known.body) === JSON.stringify(body)) return { ok: true, value: known.saved };
		const { kind, ...changes } = body;
		const changed = await this.calls.patch(`${PATHS[part]}/${known.saved.id}`, changes);
		if (changed.ok) this.sent.set(part, { ...known, body, saved: changed.value });
		return changed;
	}

	private async post(part: Part, what: Sent): Promise<Result<Saved>> {
		this.sent.set(part, what);
		const answer = await this.calls.post(PATHS[part], what.body, what.key);
		if (answer.ok) what.saved = answer.value;
		else if (isRefused(answer)) this.sent.delete(part);
		return answer;
	}

	private async takeBack(parts: Part[]): Promise<void> {
		for (const part of parts) {
			const id = this.sent.get(part)?.saved?.id;
			if (id) await this.calls.remove(`${PATHS[part]}/${id}`);
			this.sent.delete(part);
		}
	}
}

/** What an earlier try made, and what was confirmed in the end does without. In the order in which it can go. */
function unusedBy(proposal: Proposal): Part[] {
	const isNew = proposal.serviceId === NEW_SERVICE;
	const parts: Part[] = isNew ? [] : ["service"];
	if (!isNew || !proposal.isPublic) parts.push("component");
	if (!isNew || proposal.escalationPolicyId !== PAGE_ME) parts.push("policy");
	return parts;
}

/** It was answered, and the answer was no: nothing was saved. */
function isRefused(failure: Failure): boolean {
	return !failure.offline && failure.problem.status < 500;
}

const OFFLINE: Failure = { ok: false, offline: true };
