import type { BodyWithoutAgreement } from '@unefois/domain/body-without-agreement.ts'
import { agencyId } from '@unefois/domain/ids.ts'

/**
 * Bodies that a birth or a death concerns (they are among the nine services of a birth and the fourteen
 * recipients of a death) and with which there is no agreement. One becomes an agency by getting a folder, and
 * leaves this list then.
 */
export const withoutAgreement: readonly BodyWithoutAgreement[] = [
  {
    id: agencyId('rqap'),
    name: {
      fr: 'Régime québécois d’assurance parentale (RQAP)',
      en: 'Québec Parental Insurance Plan (QPIP)',
    },
    wouldServe: { birth: ['assurance-parentale'], death: ['assurance-parentale'] },
  },
  {
    id: agencyId('curateur-public'),
    name: { fr: 'Curateur public du Québec', en: 'Curateur public du Québec' },
    wouldServe: { death: ['protection-des-personnes'] },
  },
  {
    id: agencyId('msss-affaires-autochtones'),
    name: {
      fr: 'Ministère de la Santé et des Services sociaux, affaires autochtones',
      en: 'Ministère de la Santé et des Services sociaux, Indigenous affairs',
    },
    wouldServe: { death: ['sante-autochtone'] },
  },
  {
    id: agencyId('rbq'),
    name: { fr: 'Régie du bâtiment du Québec', en: 'Régie du bâtiment du Québec' },
    wouldServe: { death: ['licences-d-entrepreneur'] },
  },
  {
    id: agencyId('controleur-armes-a-feu'),
    name: { fr: 'Contrôleur des armes à feu', en: 'Chief Firearms Officer' },
    wouldServe: { death: ['permis-d-armes-a-feu'] },
  },
  {
    id: agencyId('services-aux-autochtones'),
    name: { fr: 'Services aux Autochtones Canada', en: 'Indigenous Services Canada' },
    wouldServe: { death: ['services-federaux-aux-autochtones'] },
  },
]
