import { Hono } from "hono";
import { type TokenRow, tokenRows } from "../../../db/people/tokens.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { dismiss } from "../../platform/http/refresh.ts";
import {
	createOne,
	listAll,
	newStored,
	type Resource,
	readOne,
	removeOne,
	updateOne,
} from "../../platform/http/resource.ts";
import { days } from "../../platform/rules/time.ts";
import { randomSecret, sha256Hex } from "../../platform/vault/digest.ts";
import { TOKEN_PREFIX } from "../sign-in/caller.ts";
import { tokenCalls, tokenOut } from "./contract.ts";

const USUAL_LIFE_MS = days(365);

const tokens: Resource<TokenRow> = {
	kind: "token",
	rows: tokenRows,
	plain: wireOf(tokenOut),
	changed: async (c, row, how) => {
		if (how !== "created") await dismiss(c.env, `token:${row.id}`);
	},
};

export const tokenRoutes = new Hono<AppEnv>();

handle(tokenRoutes, tokenCalls.list, (c, { query }) => listAll(c, tokens, query));
handle(tokenRoutes, tokenCalls.create, async (c, { body }) => {
	const stored = newStored("token");
	const secret = randomSecret(TOKEN_PREFIX);
	const expiresAt = body.expiresAt === undefined ? stored.createdAt + USUAL_LIFE_MS : body.expiresAt;
	const row = { ...stored, ...body, expiresAt, lastUsedAt: null, secretHash: await sha256Hex(secret) };
	return createOne(c, tokens, row, { secrets: { secret } });
});
handle(tokenRoutes, tokenCalls.read, (c, { ids }) => readOne(c, tokens, ids.id));
handle(tokenRoutes, tokenCalls.update, (c, { ids, body }) =>
	updateOne(c, tokens, ids.id, (row) => ({ ...row, ...body })),
);
handle(tokenRoutes, tokenCalls.remove, (c, { ids }) => removeOne(c, tokens, ids.id));
