import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import solid from "vite-plugin-solid";

/** The app, laid out as it is served: `/app/index.html` and its files under `/app/assets/`. */
export default defineConfig(({ mode }) => ({
	base: "/",
	publicDir: "app/public",
	plugins: [solid({ exclude: [/worker\//] }), appPaths(), ...(mode === "gallery" ? [] : serviceWorker())],
	build: {
		assetsDir: "app/assets",
		rolldownOptions: { input: "app/index.html" },
		// The preload helper and its polyfill cost more than they save for chunks this small.
		modulePreload: { polyfill: false },
		assetsInlineLimit: 0,
	},
}));

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
			dontCacheBustURLsMatching: /^assets\//,
			modifyURLPrefix: { "": "/app/" },
			// The document has one address: the others would answer with a redirect.
			manifestTransforms: [
				(entries) => ({
					manifest: entries.map((entry) => ({ ...entry, url: entry.url.replace(/\/index\.html$/, "/") })),
					warnings: [],
				}),
			],
		},
		integration: {
			configureOptions(config, options) {
				options.outDir = join(config.build.outDir, "app");
			},
		},
	});
}
