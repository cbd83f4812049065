import { pluralOf } from "./plural.ts";
import type { Words } from "./words.ts";

const verb = pluralOf("fr");

export const FR: Words = {
	tag: "fr",
	dir: "ltr",
	name: "Français",
	stop: ".",
	frame: {
		status: "État",
		title: (name) => `${name} – État des services`,
		history: "Historique",
		subscribe: "S’abonner",
		timesUtc: "Toutes les heures sont en UTC.",
		timesIn: (zone) => `Heures de ${zone} et UTC.`,
		badge: "Badge",
		incidents: "Incidents",
		languages: "Langues",
	},
	statuses: {
		operational: "Opérationnel",
		degraded_performance: "Performances dégradées",
		partial_outage: "Panne partielle",
		major_outage: "Panne majeure",
		under_maintenance: "En maintenance",
	},
	doubts: { checking: "En cours de vérification", unknown: "Inconnu" },
	updates: {
		investigating: "Analyse en cours",
		identified: "Cause identifiée",
		monitoring: "Sous surveillance",
		resolved: "Résolu",
	},
	verdict: {
		nothingListed: "Aucun service affiché pour le moment",
		affected: {
			under_maintenance: (names, n) => `${names} ${verb(n, "est", "sont")} en maintenance`,
			degraded_performance: (names, n) => `${names} ${verb(n, "fonctionne", "fonctionnent")} en mode dégradé`,
			partial_outage: (names, n) => `${names} ${verb(n, "est", "sont")} partiellement en panne`,
			major_outage: (names, n) => `${names} ${verb(n, "est", "sont")} en panne`,
		},
		everything: {
			under_maintenance: "Tout est en maintenance",
			degraded_performance: "Tout fonctionne en mode dégradé",
			partial_outage: "Tout est partiellement en panne",
			major_outage: "Tout est en panne",
		},
		mixed: (names) => `${names} rencontrent des problèmes`,
		checking: (names, n) => `${names} : vérification${verb(n, "", "s")} en cours`,
		unknown: (names) => `Impossible de connaître l’état de ${names}`,
		minor: (count) => `${count} problèmes mineurs sont en cours`,
		workedAt: (time) => `Tout fonctionnait à ${time}`,
		cannotTell: "L’état est inconnu pour le moment",
		allWell: "Tous les systèmes sont opérationnels",
		restWell: "Tout le reste est opérationnel.",
		notChecked: (names) => `Sans vérification automatique : ${names}.`,
		others: (count) => `${count} autres`,
	},
	parts: {
		components: "Composants",
		none: "Aucun service affiché pour le moment.",
		openIncidents: "Incidents en cours",
		recent: "Incidents récents",
		past: "Incidents passés",
		noIncidents: "Aucun incident signalé ces 90 derniers jours.",
		noOthers: "Aucun autre incident signalé ces 90 derniers jours.",
		latest: "Dernières nouvelles",
		updates: "Recevoir les nouvelles",
		report: "Signaler un problème",
		calendar: "Calendrier de maintenance",
		lastDays: "90 derniers jours",
	},
	bars: {
		of: (component) => `${component}, 90 derniers jours`,
		from: "Il y a 90 jours",
		to: "Aujourd’hui",
		noData: "Pas encore de données",
		lessThanDay: "Moins d’un jour de données",
		uptime: (percent) => `${percent} de disponibilité`,
		day: (date, what) => `${date} : ${what}`,
		dayWithoutData: "pas de données",
		down: (length) => `en panne pendant ${length}`,
		partly: (length) => `partiellement en panne pendant ${length}`,
		degraded: (length) => `dégradé pendant ${length}`,
		maintenance: "maintenance",
		maintenanceFor: (length) => `maintenance pendant ${length}`,
		noOutages: "aucune panne signalée",
		since: (date) =>
			`Depuis le ${date} : une panne partielle compte pour la moitié de sa durée ; les performances dégradées et la maintenance planifiée ne comptent pas.`,
		lessThanMinute: "moins d’une minute",
	},
	incident: {
		names: {
			open: {
				P1: (component) => `${component} est en panne`,
				P2: (component) => `${component} est partiellement en panne`,
				P3: (component) => `${component} fonctionne en mode dégradé`,
				P4: (component) => `${component} rencontre un problème mineur`,
			},
			over: {
				P1: (component) => `${component} était en panne`,
				P2: (component) => `${component} était partiellement en panne`,
				P3: (component) => `${component} fonctionnait en mode dégradé`,
				P4: (component) => `${component} rencontrait un problème mineur`,
			},
			resolved: (title) => `Résolu : ${title}`,
		},
		own: {
			opened: (component) => `Nous analysons un problème avec ${component}.`,
			back: (component) => `Le problème avec ${component} est revenu. Nous l’analysons.`,
			stillLooking: (component) => `Nous cherchons toujours la cause du problème avec ${component}.`,
			found: (component) =>
				`Nous avons trouvé la cause du problème avec ${component} et travaillons à une correction.`,
			stillFixing: (component) =>
				`Nous connaissons la cause du problème avec ${component} et travaillons toujours à une correction.`,
			watched: (component) => `${component} fonctionne à nouveau. Nous surveillons la situation.`,
			notOver: (component) => `Le problème avec ${component} n’est pas encore terminé. Nous l’analysons.`,
			worksAgain: (component) =>
				`${component} fonctionne à nouveau. Nous surveillons la situation pour nous assurer que cela dure.`,
			stillWatching: (component) =>
				`${component} fonctionne à nouveau. Nous surveillons toujours la situation.`,
			resolved: (component) => `Le problème avec ${component} est résolu.`,
		},
		open: (length) => `depuis {time}, durée ${length}`,
		over: (length) => `{time}, durée ${length}`,
		promises: {
			next: "Prochaine nouvelle avant",
			overdue: "Nouvelle en retard depuis",
			end: "Résolution prévue avant",
		},
		review: "Analyse après incident",
		published: "Publié : {time}",
	},
	planned: {
		states: {
			scheduled: "Planifiée",
			in_progress: "En cours",
			verifying: "En vérification",
			completed: "Terminée",
		},
		ahead: "Maintenance planifiée",
		past: "Maintenance passée",
		times: "{from} à {to}",
		words: {
			planned: "Planifiée.",
			begun: "Les travaux sont en cours.",
			worked: "Les travaux sont terminés. Nous vérifions que tout fonctionne.",
			done: "La maintenance est terminée.",
			completed: (title) => `Terminée : ${title}`,
		},
	},
	history: {
		title: (month) => `Historique, ${month}`,
		about: (month) => `Incidents et maintenances, ${month}.`,
		none: (month) => `Aucun incident signalé en ${month}.`,
		unavailable:
			"L’historique de ce mois n’est pas entièrement disponible pour le moment. Réessayez dans une minute.",
		months: "Mois",
	},
	fresh: {
		never: "Pas encore de vérification.",
		checked: (ago, regions) =>
			`Vérifié ${ago} depuis ${regions} ${verb(regions, "région", "régions")}, à {time}`,
		current: "État à {time}. Rien n’est vérifié automatiquement.",
		checksLate: (ago) =>
			`Les vérifications automatiques sont en retard. Dernière vérification ${ago}, à {time}.`,
		late: (ago) => `Cette page n’est peut-être pas à jour. Dernière mise à jour ${ago}, à {time}.`,
	},
	missing: {
		page: "Page introuvable",
		incident: "Incident introuvable",
		component: "Composant introuvable",
		maintenance: "Maintenance introuvable",
		advice: "Vérifiez l’adresse, ou ouvrez la page d’état pour voir l’état actuel.",
	},
};
