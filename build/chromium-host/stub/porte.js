const mark = document.createElement('p');
mark.id = 'place';
document.body.append(mark);
window.porte.onProgramme(({ programme }) => {
  mark.textContent = programme.place.name;
});
