import type { Severity } from "../../paging/rules/severity.ts";
import type { IncidentRow, KeyName, KeyRow } from "./desk-rows.ts";
import type { DeskStore } from "./desk-store.ts";
import type { IncomingAlert } from "./incoming-alert.ts";

/** What is on and what is off, written down: the key, its members and their incident always together. */
export class DedupKeyState {
	private readonly store: DeskStore;

	constructor(store: DeskStore) {
		this.store = store;
	}

	/** How much of what is on an alert speaks for: its member, or the whole key. */
	firingOf(name: KeyName, memberKey: string | null, key: KeyRow): number {
		if (memberKey === null || key.firing === 0) return key.firing;
		return this.store.hasMember(name, memberKey) ? 1 : 0;
	}

	/** A key's first alert for this incident; the incident's own row is the caller's. */
	start(
		name: KeyName,
		incoming: IncomingAlert,
		before: KeyRow | null,
		incident: IncidentRow,
		severity: Severity,
		tell: boolean,
	): void {
		const { memberKey } = incoming.alert;
		this.store.removeMember(name, null);
		if (memberKey !== null) this.store.addMember(name, memberKey);
		const times = incoming.isRedelivery ? 0 : 1;
		this.store.saveKey(name, {
			incidentId: incident.id,
			firing: 1,
			generation: incident.generation,
			severity,
			told: tell ? 1 : 0,
			received: (before?.received ?? 0) + times,
			suppressed: (before?.suppressed ?? 0) + (tell ? 0 : times),
			signalOrder: incoming.signal?.order ?? before?.signalOrder ?? 0,
			mergedFrom: null,
		});
	}

	markFiring(
		name: KeyName,
		incoming: IncomingAlert,
		key: KeyRow,
		incident: IncidentRow,
		severity: Severity,
		wasOn: boolean,
		tell: boolean,
	): void {
		const { memberKey } = incoming.alert;
		if (key.firing === 0) this.store.removeMember(name, null);
		if (memberKey !== null) this.store.addMember(name, memberKey);
		const more = wasOn ? 0 : 1;
		const told = tell ? 1 : 0;
		const times = incoming.isRedelivery ? 0 : 1;
		this.store.saveKey(name, {
			...key,
			firing: key.firing + more,
			severity,
			told: key.told + told,
			received: key.received + times,
			suppressed: key.suppressed + (tell ? 0 : times),
			signalOrder: incoming.signal?.order ?? key.signalOrder,
		});
		this.store.saveIncident({ ...incident, told: incident.told + told, firing: incident.firing + more });
	}

	markResolved(
		name: KeyName,
		memberKey: string | null,
		key: KeyRow,
		incident: IncidentRow,
		resolvedAt: number | null,
		signalOrder: number,
	): void {
		const mine = this.firingOf(name, memberKey, key);
		this.store.removeMember(name, memberKey);
		this.store.saveKey(name, { ...key, firing: key.firing - mine, signalOrder });
		const end =
			resolvedAt === null ? { firing: incident.firing - mine } : { open: false, resolvedAt, firing: 0 };
		this.store.saveIncident({ ...incident, ...end });
	}
}
