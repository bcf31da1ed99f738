using System.Reflection;
using WorkWell.Ui.Shell;

namespace WorkWell.Ui.Tests.Pages;

/// <summary>The pages under <c>tests/Ui/WrongPages</c> contain deliberate errors.</summary>
public sealed class TagCheckTests
{
    [Fact]
    public void A_field_without_a_label_and_a_page_without_a_title_are_found_wherever_they_stand() => Assert.Equal(
        [
            "/WrongPages/LacksLabels.cshtml: <nhs-choice> has no label.",
            "/WrongPages/LacksLabels.cshtml: <nhs-input> has no label.",
            "/WrongPages/LacksLabels.cshtml: <nhs-radios> has no legend.",
            "/WrongPages/LacksLabels.cshtml: <ww-page> has no title.",
        ],
        TagCheck.Check(Assembly.GetExecutingAssembly()).Order(StringComparer.Ordinal));

    [Fact]
    public void Our_own_pages_lack_nothing() => Assert.Empty(TagCheck.Check(typeof(UiModule).Assembly));
}
