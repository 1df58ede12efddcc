import { encodeBase64 } from '../../base/go/base64';
import { objectOf, without } from '../schema/values';
import { isObject } from '../schema/walk';
import { fillEmpty } from './fill';
import type { Defaulter } from './walk';

/** SetDefaults_Secret; and texts given as such become data (Convert_v1_Secret_To_core_Secret). */
export const secret: Defaulter = (object) => {
  const { stringData } = object;
  const encoded = isObject(stringData) ? Object.fromEntries(Object.entries(stringData).map(([key, text]) => [key, encodeBase64(String(text))])) : {};
  const data = { ...objectOf(object.data), ...encoded };
  const merged = isObject(stringData) ? { ...without(object, 'stringData'), ...(Object.keys(data).length === 0 ? {} : { data }) } : object;
  return fillEmpty(merged, { type: 'Opaque' });
};
