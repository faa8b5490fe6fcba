import type { Language } from '../model/language.ts'
import { builder } from './builder.ts'
import { attributedFields, itself, toldText } from './told-fields.ts'

export const LanguageRef = builder.objectRef<Language>('Language').implement({
  description: 'A language in which a service, location or phone is offered (HSDS language).',
  fields: (t) => ({
    ...attributedFields(t, 'language'),
    ...toldText(t, 'String', itself, {
      name: 'The name of the language, in English where the language is known. Null if not told.',
      code: 'The ISO 639 code of the language, in lower case. Null where none is told or known.',
      note: 'Further information about the language support, for example about interpreters. Null if not told.',
    }),
  }),
})
