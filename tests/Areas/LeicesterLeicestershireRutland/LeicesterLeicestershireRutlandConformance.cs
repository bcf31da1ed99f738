using WorkWell.Areas.Testing;

namespace WorkWell.Areas.LeicesterLeicestershireRutland.Tests;

public sealed class LeicesterLeicestershireRutlandConformance() : AreaConformance<LeicesterLeicestershireRutlandArea>("llr");
