#include "harness/model/value.h"
