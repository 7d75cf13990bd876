import type { CaseCode } from '@unefois/broker/ports/cases.ts'
import type { Bilingual } from '@unefois/domain/bilingual.ts'

/** What each case asks of whoever reads it. Nothing of a declaration's content stands here. */
export const caseTexts: Readonly<Record<CaseCode, Bilingual>> = {
  'act-refused': {
    fr: 'L’état civil a refusé de dresser l’acte. Personne d’autre n’est informé tant que la déclaration n’est pas rectifiée ou retirée.',
    en: 'The registrar refused to draw up the act. Nobody else is told until the declaration is corrected or withdrawn.',
  },
  'endpoint-paused': {
    fr: 'Le point de réception d’un organisme a répondu qu’il n’existe plus, a demandé qu’on cesse de lui envoyer des livraisons ou n’en prend plus aucune depuis des jours ; il est en pause et les livraisons attendent. Veuillez joindre l’organisme.',
    en: 'An agency’s endpoint answered that it is gone, asked to be sent nothing more, or has taken nothing for days; it is paused and deliveries wait. Please contact the agency.',
  },
  'identity-conflict': {
    fr: 'Les identifiants, le nom et la date de naissance donnés ne mènent pas tous à la même personne. Rien n’a été fusionné ; veuillez vérifier de qui il s’agit.',
    en: 'The identifiers, name and birth date given do not all lead to the same person. Nothing was merged; please check who this is.',
  },
  'withdrawal-unconfirmed': {
    fr: 'Un organisme qui avait reçu la déclaration n’en a pas confirmé la rectification ou le retrait. Veuillez communiquer avec lui.',
    en: 'A body that had received the declaration has not confirmed its correction or withdrawal. Please contact it.',
  },
}
