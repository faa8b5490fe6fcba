import type { Program, RequiredDocument } from '../../model/service.ts'
import { builder } from '../builder.ts'
import { attributedFields, itself, providedText } from '../provided-fields.ts'

export const ProgramRef = builder.objectRef<Program>('Program').implement({
  description: 'A programme under which an organization offers several services (HSDS program).',
  fields: (t) => ({
    ...attributedFields(t, 'programme'),
    ...providedText(t, 'String', itself, {
      name: 'The name of the programme. Null if not provided.',
      alternateName: 'Another name the programme goes by. Null if not provided.',
      description: 'What the programme is. Null if not provided.',
    }),
  }),
})

export const RequiredDocumentRef = builder.objectRef<RequiredDocument>('RequiredDocument').implement({
  description: 'A document that one needs to have a service (HSDS required_document).',
  fields: (t) => ({
    ...attributedFields(t, 'required document'),
    ...providedText(t, 'String', itself, {
      document: 'The document, for example proof of address. Null if not provided.',
      uri: 'Where the document or more about it is found. Null if not provided.',
    }),
  }),
})
