/** Schemas for what may be anything: whatever is odd about it must not cost the alert. */
import { z } from "zod";

/** Text of a text, a number or a boolean; empty for all else. */
export const text = z.union([z.string(), z.number(), z.boolean()]).transform(String).catch("");

/** An object with these members; without any for what is no object. */
export const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
	z.preprocess((value) => (isRecord(value) ? value : {}), z.object(shape));

/** The same, and null for what is no object. */
export const maybe = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).nullable().catch(null);

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
