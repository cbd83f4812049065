/** What an instance would answer about who comes in, and what they changed. */
import { PHONE_LIMITS } from "../../worker/platform/rules/phone-limits.ts";
import type { AuditEntry, Token } from "../state/wire.ts";
import { ANA, BO, iso } from "./cast.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** `ofService`: the changes of a service, none where nobody has set anything up. */
export function accountAnswers(at: number, ofService: AuditEntry[]): Record<string, unknown> {
	const isEmpty = ofService.length === 0;
	const list = <Item>(items: Item[]) => ({ items: isEmpty ? [] : items, nextCursor: null });
	const fields = { name: "Harbor ID", issuer: "https://id.shop.example", clientId: "tocsin" };
	const provider = { ...fields, createsObservers: true, hasSecret: true };
	return {
		"GET /audit-log": list([...ofService, ...others(at)]),
		"GET /tokens": list(tokens(at)),
		"GET /phone-usage": {
			from: { sms: ["+4930123456", "+4930123457"], voice: ["+4930123456"] },
			...{ limits: PHONE_LIMITS, inHour: { sms: 3, voice: 1 } },
			months: isEmpty ? [] : [{ month: "2026-11", smsSegments: 34, callMinutes: 12 }],
		},
		"GET /single-sign-on": {
			provider: isEmpty ? null : provider,
			redirectUri: "https://tocsin.shop.example/app/signed-in",
			...{ version: isEmpty ? 0 : 2, updatedAt: isEmpty ? null : iso(at - 20 * DAY) },
		},
		"GET /session/single-sign-on": { name: isEmpty ? null : "Harbor ID" },
	};
}

function tokens(at: number): Token[] {
	const one = (id: string, name: string, rest: Partial<Token>): Token => ({
		...{ id: `tok_01J${id}`, version: 1, createdAt: iso(at - 60 * DAY), updatedAt: iso(at - 60 * DAY), name },
		...{ role: "admin", scopes: null, expiresAt: iso(at + 305 * DAY), lastUsedAt: iso(at - 3 * HOUR) },
		...rest,
	});
	return [
		one("TERRAFORM", "Terraform", { scopes: ["read", "configure"] }),
		one("GRAFANA", "Prometheus, for the wall board in the office", { role: "observer", scopes: ["read"] }),
		one("BOT", "Chat bot", {
			role: "responder",
			scopes: ["read", "incidents"],
			expiresAt: null,
			lastUsedAt: null,
		}),
		one("OLD", "Migration from the old tool", {
			expiresAt: iso(at - 2 * DAY),
			lastUsedAt: iso(at - 41 * DAY),
		}),
	];
}

function others(at: number): AuditEntry[] {
	const entry = (
		n: number,
		by: typeof ANA,
		rest: Pick<AuditEntry, "action" | "before" | "after">,
	): AuditEntry => ({
		...{ ...rest, id: `aud_other${n}`, at: iso(at - (10 + n * 9) * DAY), requestId: "req_01JX4T9" },
		actor: { kind: "user", id: by.id, name: by.name },
		target: { kind: rest.action.split(".")[0] ?? "", id: `thing_${n}` },
	});
	return [
		entry(1, ANA, {
			action: "user.updated",
			before: { name: BO.name, role: "observer" },
			after: { name: BO.name, role: "responder" },
		}),
		entry(2, BO, {
			action: "monitor.deleted",
			before: { name: "Old checkout", target: "https://old.shop.example" },
			after: null,
		}),
		entry(3, ANA, {
			action: "settings.updated",
			before: { remediationsStopped: true },
			after: { remediationsStopped: false },
		}),
		entry(4, ANA, {
			action: "token.created",
			before: null,
			after: { name: "Terraform", role: "admin", scopes: ["read", "configure"] },
		}),
	];
}
