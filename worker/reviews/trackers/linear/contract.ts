import { z } from "@hono/zod-openapi";
import { address } from "../settings.ts";

/** A team of Linear. */
export const linearSettings = z.strictObject({
	teamId: z.uuid("must be the team's UUID, which Linear's command menu copies as “model UUID”"),
	apiUrl: address.default("https://api.linear.app/graphql"),
});
