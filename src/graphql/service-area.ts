import type { ServiceArea } from '../model/service.ts'
import { builder } from './builder.ts'
import { attributedFields, itself, toldText } from './told-fields.ts'

export const ServiceAreaRef = builder.objectRef<ServiceArea>('ServiceArea').implement({
  description: 'A geographic area that a service is declared to serve (HSDS service_area).',
  fields: (t) => ({
    ...attributedFields(t, 'service area'),
    ...toldText(t, 'String', itself, {
      name: 'The name of the area. Null if not told.',
      serviceArea: 'The area in words. Null if not told.',
      extent: 'The boundary of the area, in the form that extentType names. Null if not told.',
      extentType: 'The form of extent: geojson, topojson, kml or text. Null if not told.',
      uri: 'A URI that identifies the area, for example by its GSS code. Null if not told.',
    }),
  }),
})
