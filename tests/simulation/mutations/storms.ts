import type { Mutation } from "./mutation.ts";

export const STORMS: Mutation[] = [
	{
		name: "every page of a storm leaves by itself",
		file: "worker/paging/rules/bundling.ts",
		from: "recent.length < (isRare ? 1 : ALONE)",
		to: "recent.length < 10_000",
	},
	{
		name: "a worse incident waits with the others",
		file: "worker/paging/rules/bundling.ts",
		from: "storm === null || isRaised(storm.worst, severity)",
		to: "storm === null",
	},
	{
		name: "a level's time counts from the bundle",
		file: "worker/incidents/rules/evolve-paging.ts",
		from: "page.attempts === 1 && !page.bundle",
		to: "page.attempts === 1",
	},
	{
		name: "only one incident of a bundle hears that it arrived",
		file: "worker/paging/bundles/bundles-object.ts",
		from: "isNews(one) && one.pageId !== pageId",
		to: "isNews(one) && one.pageId === pageId",
	},
	{
		name: "a bundle is taken back when one of its incidents is acknowledged",
		file: "worker/paging/bundles/bundles-object.ts",
		from: "if (!own || carried.some(({ isOpen }) => isOpen))",
		to: "if (!own)",
		also: {
			from: "const isOver = !this.store.method(method.id).carried.some(({ isOpen }) => isOpen);",
			to: "const isOver = true;",
		},
	},
	{
		name: "nobody is ever awake",
		file: "worker/paging/rules/bundling.ts",
		from: "return awake !== null &&",
		to: "return awake === null &&",
	},
	{
		name: "whoever is awake is told of anything without a sound",
		file: "worker/paging/rules/bundling.ts",
		from: "&& !isRaised(awake.severity, severity)",
		to: "",
	},
	{
		name: "a page that hears nothing of bundles does not leave",
		file: "worker/incidents/object/admissions.ts",
		from: 'log("bundle.not_asked", { pageId, error: String(error) });',
		to: "throw error;",
	},
	{
		name: "a bundle counts what was acknowledged",
		file: "worker/paging/bundles/bundles-object.ts",
		from: "others.filter(({ isOpen }) => isOpen)",
		to: "others",
	},
];
