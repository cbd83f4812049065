import { repository } from "../platform/repository.ts";
import { teams } from "./tables.ts";

export type TeamRow = typeof teams.$inferSelect;

export const teamRows = repository(teams);
