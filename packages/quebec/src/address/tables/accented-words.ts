import { foldLetters } from '../fold.ts'

/**
 * Words of Québec's street and place names that have one spelling only. They give their accents back to names typed
 * without any, and to GeoNames' (whose postal file has none). A word that is also right without accents is not here.
 */
const words = `
Ladrière Renversé Tête Morandière Irène Néri
Abbé Abénaquis Adélard Adèle Agnès Aimé Aimée Alléluia Amédée Ancêtres André Andrée Angèle Arsène Aurèle
Aurélie Barnabé Barthélemy Bâtisseurs Béarn Béatrice Béatrix Beaupré Bécancour Bécasse Bédard Bédardière
Bégin Bélair Bélanger Béliveau Bénédictins Benoît Bérubé Béthanie Blériot Boisé Brébeuf Bretenières Brière
Brûlé Bruyère Bruyères Bûcheron Bûcherons Carré Carrière Carrières Cascapédia Cécile Cèdre Cèdres Célestin
Césaire Chaîne Château Châteauguay Châteaux Châtelain Chêne Chênes Chénéville Chénier Cité Clémence Clément
Cléophas Cœur Côme Contrecœur Côte Côtes Coulée Crémazie Crête Crêtes Curé Curés Décarie Décelles Découverte
Découvreurs Dégelis Déléage Dépôt Déry Désaulniers Désiré Dîme Doré Dorothée Dubé Duchêne Dupéré Éboulements
Éclaircie Écluse Écluses École Écoles Économie Écorces Écossais Écureuil Écureuils Édith Édouard Égalité
Églantier Églantiers Église Élan Élans Éléonore Élie Élisabeth Éloi Elzéar Émard Émélie Émeraude Émile
Émilie Émilien Énergie Épée Épervier Épervière Éperviers Éphrem Épinette Épinettes Épiphane Épiphanie Érable
Érables Érablière Estérel Étang Étangs Éternité Étienne Étoile Étoiles Étourneaux Étriers Eugène
Eugénie Euphémie Eusèbe Évain Évangéline Évariste Évêché Évêque Félicien Félicité Félix Fénelon Ferréol
Ferrières Forêt Forêts Fougère Fougères Français François Françoise Fréchette Frédéric Frêne Frênes Frère
Frères Frontière Frontières Fugèreville Gaspé Gaspésie Gédéon Général Geneviève Genévrier Genévriers
Géographe Gérald Géraldine Géranium Gérard Gethsémani Grâce Grégoire Grès Grève Guénette Guérin Hébert
Hébertville Hélène Hémond Hénault Hénédine Héritiers Herménégilde Héron Hérons Hérouxville Hêtre Hêtres Héva
Honoré Hôpital Hôtel Île Îles Îlet Îlets Indépendance Irénée Jérémie Jérôme Jésuites Jésus Jetée Joséphine
Josué Jubilé Kénogami Labbé Laflèche Laliberté Laterrière Lavallée Laverlochère Léandre Légaré Léger Légère
Lémay Léon Léonard Léonidas Léopold Lépine Léry Lévesque Lévis Liberté Liège Lièvre Lièvres Linière
Lotbinière Lumière Macédoine Maïs Maître Maréchal Maskinongé Matapédia Méchins Médaille Médard Médéric
Mégantic Mékinac Mélanie Mélèze Mélèzes Mélodie Mémorial Mère Mères Mérici Mésange Mésanges Métabetchouan
Métairie Méthode Métier Métis Métivier Métropolitain Métropolitaine Meunière Minière Moïse Montréal Mûrier
Mûriers Nédélec Néré Nérée Nicéphore Noël Noëlla Océan Odéon Œillets Onésime Orchidée Orchidées Orée Orléans
Ouâouarons Oujé Pacôme Pâquerettes Paspébiac Patapédia Pâturage Pêche Pêcheur Pêcheurs Péladeau Pèlerin
Pèlerins Pélican Pénélope Pentecôte Pépin Pépinière Pérade Percé Père Pères Péribonka Périgny Perpétue
Pétronille Pétunia Pétunias Phénix Philémon Pinière Pôle Pôles Praxède Pré Précieux Préfontaine Prémont Prés
Présentation Président Prévost Prévoyance Primevères Québec Raphaël Réal Réaumur Récollets Rédempteur
Rédemption Régent Réginald Régis Réjean Rémi Rémigny Rémillard Rénald René Renée République Résistance Rêve
Rivière Rivières Rosière Sablière Sablières Sacré Salomé Sébastien Séminaire Sénécal Séraphine Sérénité Sève
Sévère Séverin Sèvres Siméon Société Sœur Sœurs Supérieur Sylvère Tabatière Télégraphe Télesphore
Témiscaming Témiscouata Théâtre Théberge Thècle Théodore Théophile Théorêt Thérèse Théroux Trécesson Trésor
Trinité Trudelière Université Urfé Valère Valérien Vallée Vallières Vendée Vénus Verchères Vérendrye Vérité
Véronique Véronne Verrière Vétérans Zénon Zéphirin Zoé
`

const spelling: ReadonlyMap<string, string> = new Map(
  words
    .split(/\s+/)
    .filter((word) => word !== '' && foldLetters(word) !== word.toUpperCase())
    .map((word) => [foldLetters(word), word] as const),
)

/** The one spelling of a folded word, if it is known. */
export const accentedWord = (folded: string): string | undefined => spelling.get(folded)
