using WorkWell.TestKit;

namespace WorkWell.Communications.Tests;

/// <summary>Texts, templates and rendering depend on each other in one direction only.</summary>
public sealed class FolderOrderTests
{
    private static readonly string[] FromTheBottom = ["Texts", "Templates", "Rendering"];

    [Fact]
    public void No_folder_knows_one_above_it()
    {
        for (var i = 0; i < FromTheBottom.Length; i++)
        {
            var files = Directory.GetFiles(Checkout.Path("modules", "Communications", FromTheBottom[i]), "*.cs");
            Assert.NotEmpty(files);
            foreach (var file in files)
            {
                var source = File.ReadAllText(file);
                Assert.All(FromTheBottom[(i + 1)..],
                    above => Assert.False(source.Contains($"Communications.{above}", StringComparison.Ordinal), $"{file} knows {above}."));
            }
        }
    }
}
