import { cannotTake as decide } from "../rules/hand-on.ts";
import type { CommandDefinition } from "./command.ts";

/** "I cannot take it", said by the bearer of a page: the page's own level is left, if the ladder is still there. */
export const cannotTake: CommandDefinition<{ pageId: string }, null> = {
	call: null,
	decide: ({ incident, paging, actor }, { pageId }) => decide(incident, paging, pageId, actor),
};
