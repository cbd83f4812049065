import { repository } from "../platform/repository.ts";
import { components } from "../services/tables.ts";

export type ComponentRow = typeof components.$inferSelect;

export const componentRows = repository("component", components);
