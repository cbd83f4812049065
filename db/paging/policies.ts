import { repository } from "../platform/repository.ts";
import { policies } from "./tables.ts";

export type PolicyRow = typeof policies.$inferSelect;

export const policyRows = repository(policies);
