import { fromMarkdown } from "mdast-util-from-markdown";

/** What somebody wrote, as a tree (mdast) with the place of each part in the text. */
export const markdownTree = (text: string): ReturnType<typeof fromMarkdown> => fromMarkdown(text);
