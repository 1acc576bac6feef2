// sorted() as one would write it in a hurry: as numbers, which are exact to 2 ** 53.
'use strict';

const { serve } = require('../../../corpora/ports/node/peer');

serve({ 'builtins:sorted': ([items]) => Array.from(items).sort((a, b) => Number(a) - Number(b)) });
