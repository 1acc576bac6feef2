#include "harness/model/domain.h"
