import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import solid from "vite-plugin-solid";

interface ModuleGraph {
	getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Without what only who reads a timeline needs, and what only a desk needs. */
const FLOORS_OF_MANY =
	/[\\/]app[\\/](?!parts[\\/](timeline|linked-text|table|markdown-tree|hours-fields|zone-field)|state[\\/](timeline-(text|told|marks)|links|table|siren|hours-words)|outbox[\\/]keep)(parts|shell|state|push|outbox)[\\/]/;
const HOURS = /[\\/]app[\\/](parts[\\/](hours|zone)-fields?|state[\\/]hours-words)\./;
const TABLE = /[\\/]app[\\/](parts|state)[\\/]table/;
const INCIDENT_PARTS =
	/[\\/]incidents[\\/]incident[\\/]|[\\/]app[\\/](parts[\\/](timeline|linked-text)|state[\\/](timeline-(text|told|marks)|links))\./;
const FLOORS = /[\\/]app[\\/](parts|shell|state|push|outbox)[\\/]/;

/**
 * What the first route needs comes in few files: a phone on a bad network waits for each one by itself. What several
 * later screens share of the same floors is one more. What only some need (passkeys, the QR code) stays with those.
 */
const CHUNKS = [
	// The looks of all later screens in one file: apart they are small, and each is compressed by itself.
	{ name: nameAfterFirstRoute("looks"), test: /[\\/]app[\\/](screens|parts)[\\/].*\.css$/ },
	{ name: "solid", test: /node_modules[\\/](solid-js|@solidjs|idb-keyval)/ },
	{ name: nameInFirstRoute("parts"), test: FLOORS },
	// Now and On call show the same card; an incident, which takes "shared", does without it.
	{ name: nameInFirstRoute("parts"), test: /incidents[\\/]now[\\/](on-call|take-over-sheet)\.tsx$/ },
	{ name: nameInFirstRoute("shared"), test: /[\\/]app[\\/]screens[\\/]incidents[\\/]/, minShareCount: 2 },
	{ name: nameInFirstRoute("steps"), test: /[\\/]app[\\/]screens[\\/]people[\\/]/, minShareCount: 2 },
	// An incident and its replay, with what reads a timeline, in one file instead of five.
	{ name: "incident-parts", test: INCIDENT_PARTS, minShareCount: 2 },
	// What an incident shows as soon as it is there, in one file instead of two.
	{ name: "beside", test: /[\\/](incident[\\/]look(ing|ers-line)|runbooks[\\/](runbook-row|on-incident))\./ },
	// Rows of action items, and how what is due is told.
	{
		name: "follow-up",
		test: /[\\/]reviews[\\/](review-words|actions[\\/](item-row|action-words))\./,
		minShareCount: 2,
	},
	// Services, monitors and figures: an incident does without.
	{ name: "figures", test: /[\\/]app[\\/]parts[\\/](day-strip|as-table)\./, minShareCount: 2 },
	// What is kept for a network, and the siren: most screens do without.
	{
		name: "night",
		test: /[\\/]app[\\/](outbox[\\/]keep|state[\\/]siren|screens[\\/]incidents[\\/]siren[\\/]).*\.ts$/,
		minShareCount: 2,
	},
	// What is written in a review: its screens have it, and what sends it in the background.
	{ name: nameAfterFirstRoute("written"), test: /[\\/]app[\\/]outbox[\\/]written[\\/]/, minShareCount: 2 },
	// Fetched where people are looked for, Now included, which does without the rest.
	{ name: "phone-link", test: /[\\/]app[\\/]parts[\\/]phone-link\.tsx$/ },
	{ name: "later", test: FLOORS_OF_MANY, minShareCount: 2 },
	{ name: "table", test: TABLE, minShareCount: 2 },
	{ name: "hours", test: HOURS },
];

/**
 * Not kept on the device: nobody can come in or set anything up without a network, and what is written and read in the days
 * after an incident waits for one.
 */
const ONLY_WITH_NETWORK =
	"login,signed-in,setup,setup-step,pair,invite,shared-replay,stakeholder,audit,tokens,single-sign-on,schedule,trackers,webhooks,webhook,subscribers,readiness,policies,policy,severity,configuration,maintenances,metrics,digest,replay,actions,reviews,review";

/** The app, laid out as it is served: `/app/index.html` and its files under `/app/assets/`. */
export default defineConfig(({ mode }) => ({
	base: "/",
	publicDir: "app/public",
	resolve: {
		alias: {
			"decode-named-character-reference": join(import.meta.dirname, "app/parts/named-references.ts"),
		},
	},
	plugins: [
		solid({ exclude: [/worker\//] }),
		trustedTemplates(),
		appPaths(),
		layersFirst(),
		...(mode === "gallery" ? [] : [withoutPictures(), neededOffline(), serviceWorker()]),
	],
	build: {
		assetsDir: "app/assets",
		rolldownOptions: {
			input: "app/index.html",
			output: {
				codeSplitting: { groups: CHUNKS },
				// The service worker names each file, and is small: screens alone have a name that tells what they are.
				chunkFileNames: ({ name }) => `app/assets/${name.endsWith("-screen") ? "[name]" : "c"}-[hash:7].js`,
				assetFileNames: "app/assets/[name]-[hash:7][extname]",
			},
		},
		// The preload helper and its polyfill cost more than they save for chunks this small.
		modulePreload: { polyfill: false },
		assetsInlineLimit: 0,
	},
}));

/** The chunk's name for what the entry and Now import before they run; none for what comes after a dynamic import. */
function nameInFirstRoute(name: string) {
	const roots = ["app/main.tsx", "app/screens/incidents/now/now-screen.tsx"];
	const found = new Set<string>();
	const find = (id: string, graph: ModuleGraph): void => {
		if (found.has(id)) return;
		found.add(id);
		for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) find(imported, graph);
	};
	return (id: string, graph: ModuleGraph): string | null => {
		for (const root of roots) find(join(import.meta.dirname, root), graph);
		return found.has(id) ? name : null;
	};
}

/** The chunk's name for what the first route does without. */
function nameAfterFirstRoute(name: string) {
	const nameOf = nameInFirstRoute(name);
	return (id: string, graph: ModuleGraph): string | null => (nameOf(id, graph) === null ? name : null);
}

/**
 * The app's policy refuses every string that would become markup. The templates that Solid compiles are constants of
 * our own: they alone pass, by a policy that no other code can reach.
 */
function trustedTemplates(): Plugin {
	const [written, trusted] = [
		"t.innerHTML = html;",
		"t.innerHTML = policy ? policy.createHTML(html) : html;",
	];
	const policy = `const policy = globalThis.trustedTypes?.createPolicy("solid-templates", { createHTML: (html) => html });\n`;
	return {
		name: "trusted-templates",
		transform(code, id) {
			if (!/solid-js[\\/]web[\\/]dist[\\/]web\.js$/.test(id)) return null;
			if (!code.includes(written))
				throw new Error("Solid makes its templates in another way than this knows");
			return { code: policy + code.replace(written, trusted), map: null };
		},
	};
}

/** What is photographed of a place is for the gallery alone: a phone does not load it. */
function withoutPictures(): Plugin {
	return {
		name: "without-pictures",
		apply: "build",
		enforce: "pre",
		transform(code, id) {
			if (!/[\\/]app[\\/]routes[^\\/]*\.ts$/.test(id)) return null;
			const left = code.replaceAll(/^\t*pictures: \{[^{}]*\},\n/gm, "");
			if (left.includes("pictures")) throw new Error(`${id} writes pictures in another way than this knows`);
			return { code: left, map: null };
		},
	};
}

/** In development every path below /app/ is the app, as the Worker serves it. */
function appPaths(): Plugin {
	return {
		name: "app-paths",
		configureServer(server) {
			server.middlewares.use((request, _answer, next) => {
				const path = request.url?.split("?")[0] ?? "";
				if (path.startsWith("/app/") && !/\.\w+$/.test(path)) request.url = "/app/index.html";
				next();
			});
		},
	};
}

/**
 * Every style sheet begins with the order of the layers: whichever the browser reads first decides it for all, and
 * which that is depends on how the chunks are cut.
 */
function layersFirst(): Plugin {
	const order = readFileSync("app/styles/layers.css", "utf8").trim();
	return {
		name: "layers-first",
		enforce: "post",
		generateBundle(_options, bundle) {
			for (const file of Object.values(bundle)) {
				if (file.type === "asset" && file.fileName.endsWith(".css")) file.source = `${order}${file.source}`;
			}
		},
	};
}

/** The files of the app's code that may be needed without a network; found while they are written. */
const offline = new Set<string>();

/** Finds the files that the entry leads to by any way but a screen that is opened with a network alone. */
function neededOffline(): Plugin {
	const isLeftOut = new RegExp(`/(${ONLY_WITH_NETWORK.replaceAll(",", "|")})-screen-`);
	return {
		name: "needed-offline",
		generateBundle(_options, bundle) {
			const find = (fileName: string): void => {
				const file = bundle[fileName];
				if (file?.type !== "chunk" || offline.has(fileName) || isLeftOut.test(fileName)) return;
				offline.add(fileName);
				for (const next of [...file.imports, ...file.dynamicImports]) find(next);
			};
			for (const file of Object.values(bundle))
				if (file.type === "chunk" && file.isEntry) find(file.fileName);
		},
	};
}

/** `/app/sw.js`, with the list of every file that the app opens without a network. */
function serviceWorker() {
	return VitePWA({
		strategies: "injectManifest",
		srcDir: "app/service-worker",
		filename: "sw.ts",
		manifest: false,
		injectRegister: false,
		injectManifest: {
			rollupFormat: "iife",
			globPatterns: ["**/*.{js,css,html,svg,webmanifest}", "icons/{icon-192,badge-96}.png"],
			dontCacheBustURLsMatching: /^\/app\/assets\//,
			modifyURLPrefix: { "": "/app/" },
			manifestTransforms: [(entries) => ({ manifest: shortened(entries), warnings: [] })],
		},
		integration: {
			configureOptions(config, options) {
				options.outDir = join(config.build.outDir, "app");
			},
		},
	});
}

/**
 * The files with unique names in one entry, parted by spaces, since the service worker has little room. The document has one
 * address: the others would answer with a redirect.
 */
function shortened<E extends { url: string; revision: string | null }>(all: E[]): E[] {
	const assets = "/app/assets/";
	const isNeeded = ({ url }: E) =>
		!url.startsWith(assets) || url.endsWith(".css") || offline.has(url.slice("/".length));
	const entries = all.filter(isNeeded);
	const [first] = entries.filter(({ revision }) => revision === null);
	const names = entries
		.filter(({ revision }) => revision === null)
		.map(({ url }) => url.slice(assets.length));
	if (!first || names.some((name) => name.includes(" ") || name.includes("/")))
		throw new Error(`a file without a revision that is no asset: ${names.join(", ")}`);
	const others = entries
		.filter(({ revision }) => revision !== null)
		.map((entry) => ({
			...entry,
			url: entry.url.replace(/\/index\.html$/, "/"),
			// It tells two versions of one file apart: a part of it is enough.
			revision: entry.revision?.slice(0, 8) ?? null,
		}));
	return [...others, { ...first, url: names.join(" ") }];
}
