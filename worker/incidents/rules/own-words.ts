/** What Tocsin itself says of an incident to customers, from the name of their component alone. */
export interface OwnWords {
	opened: (component: string) => string;
	/** It was over, and is not. */
	back: (component: string) => string;
	stillLooking: (component: string) => string;
	found: (component: string) => string;
	stillFixing: (component: string) => string;
	/** The checks pass; while they go on to, it is soon over. */
	watched: (component: string) => string;
	/** While it was watched, it failed again. */
	notOver: (component: string) => string;
	worksAgain: (component: string) => string;
	stillWatching: (component: string) => string;
	resolved: (component: string) => string;
}

export const OWN_WORDS: OwnWords = {
	opened: (component) => `We are looking into a problem with ${component}.`,
	back: (component) => `The problem with ${component} is back. We are looking into it.`,
	stillLooking: (component) => `We are still looking for the cause of the problem with ${component}.`,
	found: (component) => `We have found the cause of the problem with ${component} and are working on a fix.`,
	stillFixing: (component) =>
		`We know the cause of the problem with ${component} and are still working on a fix.`,
	watched: (component) => `${component} works again. We are watching it.`,
	notOver: (component) => `The problem with ${component} is not over yet. We are looking into it.`,
	worksAgain: (component) => `${component} works again. We are watching it to make sure that it stays so.`,
	stillWatching: (component) => `${component} works again. We are still watching it.`,
	resolved: (component) => `The problem with ${component} is resolved.`,
};

const KINDS = Object.keys(OWN_WORDS) as (keyof OwnWords)[];

/** What was said, in the reader's language where the words are our own. What people wrote stays as they wrote it. */
export function toldMessage(message: string, component: string, words: OwnWords): string {
	const kind = KINDS.find((one) => OWN_WORDS[one](component) === message);
	return kind ? words[kind](component) : message;
}
