import type { Stored } from "../contract/stored.ts";
import { seal } from "../vault/seal.ts";
import { webhookSecret } from "../vault/webhook-secret.ts";
import type { AppContext } from "./app-env.ts";
import { createOne, newStored, type Resource } from "./resource.ts";

/** Creates what signs its requests: its secret is made here, kept sealed with its id, and shown in this answer alone. */
export async function createSigned<Row extends Stored & { secret: string }>(
	c: AppContext,
	resource: Resource<Row>,
	make: (signed: Stored & { secret: string }) => Row,
): Promise<Response> {
	const stored = newStored(resource.kind);
	const secret = webhookSecret();
	const row = make({ ...stored, secret: await seal(c.env, stored.id, secret) });
	return createOne(c, resource, row, { secrets: { secret } });
}
