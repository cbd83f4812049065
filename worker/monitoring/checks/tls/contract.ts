import { z } from "@hono/zod-openapi";

export const certificateDaysLeft = z.int().min(1).max(3_650).nullable().openapi({
	description:
		"Fewer days than these are down. Read from what a server shows to TLS 1.2: of one that speaks only TLS 1.3 the monitor is degraded, and says so",
});
