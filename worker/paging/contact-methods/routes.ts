import { Hono } from "hono";
import type { z } from "zod";
import {
	type ContactMethodRow,
	contactMethodRows,
	methodOfEndpoint,
	noteTest,
	ofUser,
} from "../../../db/paging/contact-methods.ts";
import { userRows } from "../../../db/people/users.ts";
import { isDuplicate } from "../../../db/platform/client.ts";
import type { MethodKind } from "../../people/rules/person.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { quietly } from "../../platform/http/refresh.ts";
import {
	createOne,
	listAll,
	newStored,
	readOne,
	removeOne,
	updateOne,
} from "../../platform/http/resource.ts";
import { sha256Hex } from "../../platform/vault/digest.ts";
import { seal } from "../../platform/vault/seal.ts";
import { webhookSecret } from "../../platform/vault/webhook-secret.ts";
import type { AddressForm, GivenAddress } from "../channels/channel.ts";
import { addressFormOf } from "../channels/registry.ts";
import { traitsOf } from "../channels/traits.ts";
import { refuseDestination } from "../sending/refuse-destination.ts";
import { sendTestPage } from "../test-page.ts";
import { ADDRESS_FIELDS, contactMethodCalls, type contactMethodPatch } from "./contract.ts";
import { openAddress } from "./method-address.ts";
import { hashOfNumber } from "./number-hash.ts";
import { methods } from "./resource.ts";

type Patch = z.output<typeof contactMethodPatch>;

export const contactMethodRoutes = new Hono<AppEnv>();

const of = (userId: string) => (row: ContactMethodRow) => row.userId === userId;
const userOf = (c: AppContext, userId: string) => userRows.read(c.env.DB, userId);

handle(contactMethodRoutes, contactMethodCalls.list, async (c, { ids, query }) => {
	return (await userOf(c, ids.userId)) ? listAll(c, methods, query, ofUser(ids.userId)) : notFound(c);
});
handle(contactMethodRoutes, contactMethodCalls.read, (c, { ids }) =>
	readOne(c, methods, ids.id, of(ids.userId)),
);
handle(contactMethodRoutes, contactMethodCalls.remove, (c, { ids }) =>
	removeOne(c, methods, ids.id, of(ids.userId)),
);

handle(contactMethodRoutes, contactMethodCalls.create, async (c, { ids, body }) => {
	const user = await userOf(c, ids.userId);
	if (!user) return notFound(c);
	const form = addressFormOf(body.kind);
	const addresses: Partial<GivenAddress> = body;
	const given = addresses[form.field] ?? form.ofAccount?.(user);
	if (given === undefined) return invalid(c, [fieldError(`/${form.field}`, "is missing")]);
	const errors = await refuseDestination(c, form, given);
	if (errors.length > 0) return invalid(c, errors);
	const state = needsProof(body.kind) ? "unverified" : "active";
	const facts = { userId: user.id, kind: body.kind, name: body.name ?? body.kind, state } as const;
	return register(c, facts, form, form.keep(given, null, webhookSecret));
});

/** True also for a kind that no channel is built for. */
const needsProof = (kind: MethodKind) => traitsOf(kind)?.verification !== "none";

/** No page has arrived there yet. */
const newMethod = () => ({
	...newStored("contactMethod"),
	...{ lastReceiptAt: null, lastReceiptMs: null, receiptHours: 0, lastTestAt: null, stateReason: null },
	...{ heard: null, heardAt: null },
});

type Facts = Pick<ContactMethodRow, "userId" | "kind" | "name" | "state">;

/** A device that registers again keeps its row: with new keys, and with its new owner when somebody else logged in. */
async function register(c: AppContext, facts: Facts, form: AddressForm, kept: unknown): Promise<Response> {
	const endpointHash = await hashOf(form, kept);
	const known = endpointHash === null ? null : await methodOfEndpoint(c.env.DB, endpointHash);
	const stored = known ?? newMethod();
	const address = await seal(c.env, stored.id, JSON.stringify(kept));
	const all = { ...facts, address, endpointHash, numberHash: await hashOfNumber(c.env, form, kept) };
	if (known) return registeredAgain(await updateOne(c, methods, known.id, (row) => ({ ...row, ...all })));
	try {
		return await createOne(c, methods, { ...stored, ...all }, { secrets: form.secrets?.(kept) });
	} catch (error) {
		if (isDuplicate(error, "contact_methods.endpoint_hash")) return register(c, facts, form, kept);
		throw error;
	}
}

async function hashOf(form: AddressForm, kept: unknown): Promise<string | null> {
	const device = form.device?.(kept);
	return device === undefined ? null : sha256Hex(device);
}

/** To the device it makes no difference whether it was known. */
function registeredAgain(updated: Response): Response {
	return updated.status === 200
		? new Response(updated.body, { status: 201, headers: updated.headers })
		: updated;
}

handle(contactMethodRoutes, contactMethodCalls.update, async (c, { ids, body }) => {
	if (body.state !== undefined && c.get("role") !== "admin")
		return problem(c, "forbidden", "Only an admin can change the state of a contact method.");
	const row = await contactMethodRows.read(c.env.DB, ids.id);
	if (!row || row.userId !== ids.userId) return notFound(c);
	const errors = await refusePatch(c, row, body);
	if (errors.length > 0) return invalid(c, errors);
	const changes = await changesOf(c, row, body);
	try {
		return await updateOne(c, methods, ids.id, (now) => ({ ...now, ...changes }), of(ids.userId));
	} catch (error) {
		if (!isDuplicate(error, "contact_methods.number_hash")) throw error;
		const detail = "This number is active for another contact method. Its owner can prove it with a code.";
		return problem(c, "conflict", detail);
	}
});

handle(contactMethodRoutes, contactMethodCalls.test, async (c, { ids, body }) => {
	const row = await contactMethodRows.read(c.env.DB, ids.id);
	if (!row || row.userId !== ids.userId) return notFound(c);
	if (row.state !== "active")
		return problem(c, "conflict", `This contact method is ${row.state}, so it can’t be paged.`);
	const sent = await sendTestPage(c.env, row.id, c.get("actor"), body.delaySeconds);
	if (sent)
		c.executionCtx.waitUntil(quietly("contact_method.test_not_noted", {}, () => noteTest(c.env.DB, row.id)));
	return sent ? c.json(sent, 202) : notFound(c);
});

handle(contactMethodRoutes, contactMethodCalls.heard, async (c, { ids, body }) => {
	const row = await contactMethodRows.read(c.env.DB, ids.id);
	if (!row || row.userId !== ids.userId) return notFound(c);
	const heardAt = Date.now();
	return updateOne(c, methods, ids.id, (now) => ({ ...now, heard: body.heard, heardAt }), of(ids.userId));
});

async function refusePatch(c: AppContext, row: ContactMethodRow, patch: Patch): Promise<FieldError[]> {
	const form = addressFormOf(row.kind);
	const foreign = ADDRESS_FIELDS.filter((name) => name !== form.field && patch[name] !== undefined);
	if (foreign.length > 0)
		return foreign.map((name) => fieldError(`/${name}`, `is not a field of ${row.kind}`));
	const given = patch[form.field];
	return given === undefined ? [] : refuseDestination(c, form, given);
}

async function changesOf(
	c: AppContext,
	row: ContactMethodRow,
	patch: Patch,
): Promise<Partial<ContactMethodRow>> {
	const { name, state: wanted } = patch;
	const form = addressFormOf(row.kind);
	const before = await openAddress(c.env, row);
	// One that was kept before there were texts has no hash yet.
	const turned = wanted && {
		...{ state: wanted, stateReason: null },
		numberHash: before === null ? row.numberHash : await hashOfNumber(c.env, form, before),
	};
	const plain = { ...(name && { name }), ...turned };
	const given = patch[form.field];
	if (given === undefined) return plain;
	const kept = form.keep(given, before, webhookSecret);
	const address = await seal(c.env, row.id, JSON.stringify(kept));
	const endpointHash = await hashOf(form, kept);
	// A device that registered anew can be reached again, whatever its old address came to. What proved the old address
	// says nothing of another.
	const state =
		endpointHash !== null
			? { state: "active" as const }
			: needsProof(row.kind)
				? { state: "unverified" as const }
				: {};
	// What was said of another device says nothing of this one.
	const unheard = endpointHash === row.endpointHash ? {} : { heard: null, heardAt: null };
	return {
		...state,
		...plain,
		...unheard,
		address,
		endpointHash,
		numberHash: await hashOfNumber(c.env, form, kept),
	};
}
