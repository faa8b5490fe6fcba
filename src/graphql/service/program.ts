import type { Program, RequiredDocument } from '../../model/service.ts'
import { builder } from '../builder.ts'
import { attributedFields, itself, toldText } from '../told-fields.ts'

export const ProgramRef = builder.objectRef<Program>('Program').implement({
  description: 'A programme under which an organization offers several services (HSDS program).',
  fields: (t) => ({
    ...attributedFields(t, 'programme'),
    ...toldText(t, 'String', itself, {
      name: 'The name of the programme. Null if not told.',
      alternateName: 'Another name the programme goes by. Null if not told.',
      description: 'What the programme is. Null if not told.',
    }),
  }),
})

export const RequiredDocumentRef = builder.objectRef<RequiredDocument>('RequiredDocument').implement({
  description: 'A document that one needs to have a service (HSDS required_document).',
  fields: (t) => ({
    ...attributedFields(t, 'required document'),
    ...toldText(t, 'String', itself, {
      document: 'The document, for example proof of address. Null if not told.',
      uri: 'Where the document or more about it is found. Null if not told.',
    }),
  }),
})
